/**
 * What a small model writes that has called a tool and then tells an estate of its own. Made up after the
 * manner of one that ran on a laptop: ids, counts, names, sums and times, none of which was read.
 */
export const inventedEstate = `Here is an overview of your EC2 instances in us-east-1:

You have **12 instances**: 9 are running and 3 are stopped.

| Name | Instance ID | Type | State | Private IP | Launched |
|---|---|---|---|---|---|
| web-server-01 | i-0abcd1234efgh5678 | t2.micro | running | 172.31.16.10 | 2023-01-15 |
| web-server-02 | i-0123456789abcdef0 | t2.micro | running | 172.31.16.11 | 2023-01-15 |
| db-master-01 | i-0fedcba9876543210 | m5.4xlarge | running | 172.31.32.20 | 2022-11-03 |
| worker-node-7 | i-0a1b2c3d4e5f67890 | c5.9xlarge | stopped | 172.31.48.77 | 2023-03-28 |

- The largest is \`db-master-01\` with 384 GB of memory, owned by John Smith (john.smith@example.com).
- All volumes together have 7,340 GiB; the largest, vol-0987654321fedcba0, has 3,200 GiB.
- The security group \`sg-0deadbeef12345678\` is open to 198.18.44.0/24.
- Last month these instances cost $8,214.77, which is 63 % of the bill of $13,039.32.
- \`web-server-01\` was last rebooted on 2023-06-30 at 04:17 UTC by arn:aws:iam::123456789012:user/admin-ops.`

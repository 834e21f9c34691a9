/** EC2's answer for this many instances, one a reservation, with what a usual one has set. */
export const instances = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => reservation(index.toString(16).padStart(17, '0')))

const reservation = (id: string) => `<item><reservationId>r-${id}</reservationId>
<ownerId>123456789012</ownerId><instancesSet><item><instanceId>i-${id}</instanceId>
<imageId>ami-${id}</imageId><instanceState><code>16</code><name>running</name></instanceState>
<privateDnsName>ip-10-0-0-1.ec2.internal</privateDnsName><keyName>ops</keyName>
<amiLaunchIndex>0</amiLaunchIndex><instanceType>m7g.large</instanceType>
<launchTime>2030-01-02T03:04:05.000Z</launchTime>
<placement><availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy></placement>
<monitoring><state>enabled</state></monitoring><subnetId>subnet-${id}</subnetId>
<vpcId>vpc-${id}</vpcId><privateIpAddress>10.0.0.1</privateIpAddress>
<sourceDestCheck>true</sourceDestCheck>
<groupSet><item><groupId>sg-${id}</groupId><groupName>web</groupName></item></groupSet>
<architecture>arm64</architecture><rootDeviceType>ebs</rootDeviceType>
<rootDeviceName>/dev/xvda</rootDeviceName>
<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-${id}</volumeId>
<status>attached</status><attachTime>2030-01-02T03:04:05.000Z</attachTime>
<deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping>
<virtualizationType>hvm</virtualizationType>
<tagSet><item><key>Name</key><value>web-${id.slice(-4)}</value></item>
<item><key>Owner</key><value>shop-team</value></item></tagSet>
<networkInterfaceSet><item><networkInterfaceId>eni-${id}</networkInterfaceId>
<subnetId>subnet-${id}</subnetId><vpcId>vpc-${id}</vpcId><status>in-use</status>
<macAddress>02:00:00:00:00:01</macAddress><privateIpAddress>10.0.0.1</privateIpAddress>
</item></networkInterfaceSet><iamInstanceProfile>
<arn>arn:aws:iam::123456789012:instance-profile/web</arn><id>AIPA${id}</id></iamInstanceProfile>
<ebsOptimized>true</ebsOptimized><enaSupport>true</enaSupport>
<metadataOptions><state>applied</state><httpTokens>required</httpTokens>
<httpPutResponseHopLimit>2</httpPutResponseHopLimit></metadataOptions>
</item></instancesSet></item>`

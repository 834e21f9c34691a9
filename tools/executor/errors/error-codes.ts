/** What an error calls for: one next step each. */
export type ErrorClass =
  | 'clock'
  | 'signature'
  | 'identity'
  | 'expired'
  | 'denied'
  | 'optedOut'
  | 'notSubscribed'
  | 'wrongRegion'
  | 'throttled'
  | 'quota'
  | 'notReady'
  | 'notFound'
  | 'invalid'
  | 'unsupported'
  | 'timeout'
  | 'internal'
  | 'state'

/**
 * AWS's error codes by class: all that the SDK clients know that have a tool of their own, those that AWS
 * documents for every service, EC2 and S3, and of the further services those whose words do not tell. Without `Exception`, `Fault` and `Error` at their end, which
 * the same code has in one place and not in another. A test holds that none of those knows one more.
 */
export const errorCodes: Readonly<Record<ErrorClass, string>> = {
  clock: `
    RequestExpired RequestInTheFuture RequestTimeTooSkewed SignatureExpired`,
  signature: `
    InvalidSignature SignatureDoesNotMatch`,
  identity: `
    AuthFailure CloudTrailInvalidClientTokenId CredentialsProvider IDPRejectedClaim
    IncompleteSignature InvalidAccessKeyId InvalidClientToken InvalidClientTokenId
    InvalidCredentials InvalidIdentityToken InvalidSecurity InvalidSecurityToken InvalidToken
    MissingAuthenticationToken MissingSecurityElement MissingSecurityHeader NotAuthenticated
    TokenProvider UnrecognizedClient`,
  expired: `
    ExpiredIdentityToken ExpiredToken ExpiredTradeInToken TokenRefreshRequired`,
  denied: `
    AccessDenied AccessDeniedForDependency AccountOwnerNotVerified BlockedByOrganizationPolicy
    FailedResourceAccess InsufficientDeliveryPolicy LogDestinationPermissionIssue RestrictedSourceFile
    UnableToAccessSecret UnauthorizedPartnerIntegration
    AccountNotManagementOrDelegatedAdministrator AllAccessDisabled Authorization
    CallerIsNotManagementAccount EC2AccessDenied Forbidden IamRoleMissingPermissions
    InsufficientCloudWatchLogsResourcePolicy InsufficientDependencyServiceAccessPermission
    InsufficientEncryptionPolicy InsufficientIAMAccessPermission InsufficientS3BucketPolicy
    InsufficientSnsTopicPolicy InvalidAccess InvalidPayer KMS.AccessDenied KMSAccessDenied
    KMSKeyNotAccessible KmsAccessDenied NoManagementAccountSLRExists NotAuthorized
    NotOrganizationManagementAccount NotOrganizationMasterAccount OperationNotPermitted
    PermissionDenied ProductionAccessNotGranted ResourceAccessDenied SNSNoAuthorization
    Unauthorized UnauthorizedAccess UnauthorizedOperation`,
  optedOut: `
    InvalidRegion OptInRequired RegionDisabled UnknownRegion`,
  notSubscribed: `
    AWSOrganizationsNotInUse AWSServiceAccessNotEnabled FeatureNotIncludedInPricingPlan
    FeatureUnavailableInTier NoAvailableConfigurationRecorder NoAvailableDeliveryChannel
    NoAvailableOrganization NoRunningConfigurationRecorder S3SubscriptionRequired
    AccountNotRegistered AccountProblem AccountSuspended Blocked CloudTrailAccessNotEnabled
    KMS.OptInRequired KMSOptInRequired KmsOptInRequired NotSignedUp PendingVerification
    ServiceAccessNotEnabled SubscriptionRequired`,
  wrongRegion: `
    AuthorizationHeaderMalformed IllegalLocationConstraint IncorrectEndpoint InvalidHomeRegion
    PermanentRedirect TemporaryRedirect`,
  throttled: `
    BandwidthLimitExceeded EC2Throttled KMS.Throttling KMSThrottling KmsThrottled
    MaxConcurrentQueries OverLimit PriorRequestNotComplete ProvisionedThroughputExceeded
    RequestLimitExceeded RequestThrottled RequestThrottling ResourceContention SlowDown Throttled
    Throttling TooManyRequests`,
  quota: `
    AliasLimitExceeded AnnotationLimitExceeded AttributeLimitExceeded AuthorizationQuotaExceeded
    BackfillLimitExceeded CapacityDecreaseRequestLimitExceeded
    CapacityDecreaseRequestsLimitExceeded CapacityProviderLimitExceeded CapacityUnitsLimitExceeded
    ChannelMaxLimitExceeded CodeStorageExceeded ConcurrentResourcesLimitExceeded
    CustomDBEngineVersionQuotaExceeded DBClusterAutomatedBackupQuotaExceeded
    DBClusterEndpointQuotaExceeded DBClusterQuotaExceeded DBClusterRoleQuotaExceeded
    DBInstanceAutomatedBackupQuotaExceeded DBInstanceRoleQuotaExceeded
    DBParameterGroupQuotaExceeded DBProxyEndpointQuotaExceeded DBProxyQuotaExceeded
    DBSecurityGroupQuotaExceeded DBSubnetGroupQuotaExceeded DBSubnetQuotaExceeded
    DelegatedAdminAccountLimitExceeded ENILimitReached EventDataStoreMaxLimitExceeded
    EventSubscriptionQuotaExceeded FilterPolicyLimitExceeded
    FunctionVersionsPerCapacityProviderLimitExceeded GlobalClusterQuotaExceeded
    InstanceLimitExceeded InstanceQuotaExceeded IntegrationQuotaExceeded
    ItemCollectionSizeLimitExceeded JWTPayloadSizeExceeded LimitExceeded LimitsExceeded
    MaxDBShardGroupLimitReached MaximumNumberOfTrailsExceeded OptionGroupQuotaExceeded
    PolicyLengthExceeded QuotaExceeded QuotaExceeded.DBSecurityGroup ReplayLimitExceeded
    ReportGenerationLimitExceeded RequestResourceCountExceeded ReservedDBInstanceQuotaExceeded
    ResourceLimitExceeded ResourceScanLimitExceeded ServiceQuotaExceeded
    SharedSnapshotQuotaExceeded SnapshotQuotaExceeded StorageQuotaExceeded
    SubnetIPAddressLimitReached SubscriptionLimitExceeded TagLimitExceeded TagsLimitExceeded
    TargetGroupAssociationLimit TenantDatabaseQuotaExceeded TooManyActions TooManyCertificates
    TooManyHealthChecks TooManyHostedZones TooManyKeySigningKeys TooManyListeners
    TooManyLoadBalancers TooManyParts TooManyRegistrationsForTargetId TooManyRules TooManyTags
    TooManyTargetGroups TooManyTargets TooManyTrafficPolicies TooManyTrafficPolicyInstances
    TooManyTrafficPolicyVersionsForCurrentPolicy TooManyTrustStoreRevocationEntries
    TooManyTrustStores TooManyUniqueTargetGroupsPerLoadBalancer
    TooManyVPCAssociationAuthorizations TopicLimitExceeded VcpuLimitExceeded`,
  notReady: `
    BillingViewHealthStatus CapacityReservationPending CodeArtifactUserPending
    CredentialReportExpired CredentialReportNotPresent CredentialReportNotReady DBInstanceNotReady
    DataUnavailable ENINotReady ReportExpired ReportInProgress ReportNotPresent ResourceNotReady
    ResourcePropagationDelay SnapStartNotReady TrustStoreNotReady`,
  notFound: `
    ReservedNodeExchangeNotFond
    ALPNPolicyNotFound AccountNotFound ActiveInstanceRefreshNotFound AllocationIdNotFound
    AnalysisNotFound AssociationNotFound AuthorizationNotFound BackupNotFound BackupPolicyNotFound
    BlueGreenDeploymentNotFound CaCertificatesBundleNotFound CertificateNotFound ChangeSetNotFound
    ChannelNotFound ClusterNotFound CodeSigningConfigNotFound ConfigurationSetDoesNotExist
    CustomAvailabilityZoneNotFound CustomDBEngineVersionNotFound
    CustomVerificationEmailTemplateDoesNotExist DBCapacityReservationNotFound
    DBClusterAutomatedBackupNotFound DBClusterBacktrackNotFound DBClusterEndpointNotFound
    DBClusterNotFound DBClusterParameterGroupNotFound DBClusterRoleNotFound
    DBClusterSnapshotNotFound DBInstanceAutomatedBackupNotFound DBInstanceNotFound
    DBInstanceRoleNotFound DBLogFileNotFound DBParameterGroupNotFound DBProxyEndpointNotFound
    DBProxyNotFound DBProxyTargetGroupNotFound DBProxyTargetNotFound DBSecurityGroupNotFound
    DBShardGroupNotFound DBSnapshotNotFound DBSnapshotTenantDatabaseNotFound DBSubnetGroupNotFound
    DNSSECNotFound DaemonNotFound DashboardNotFound DomainNotFound EventDataStoreNotFound
    EventDestinationDoesNotExist ExportNotFound ExportTaskNotFound GatewayNotFound
    GeneratedTemplateNotFound GlobalClusterNotFound GlobalTableNotFound Gone HookResultNotFound
    HostedZoneNotFound IamRoleNotFound ImportNotFound IndexNotFound IntegrationNotFound
    KMS.NotFound KMSNotFound KeySigningKeyWithActiveStatusNotFound KmsKeyNotFound KmsNotFound
    ListenerNotFound LoadBalancerNotFound NamespaceNotFound NoSuchAnnotation NoSuchBucket
    NoSuchChange NoSuchCidrCollection NoSuchCidrLocation NoSuchCloudWatchLogsLogGroup
    NoSuchDelegationSet NoSuchEntity NoSuchGeoLocation NoSuchHealthCheck NoSuchHostedZone
    NoSuchKey NoSuchKeySigningKey NoSuchQueryLoggingConfig NoSuchTrafficPolicy
    NoSuchTrafficPolicyInstance NoSuchUpload NonExistentQueue NotFound OperationNotFound
    OptionGroupNotFound OrganizationNotFound PolicyNotFound ProvisionedConcurrencyConfigNotFound
    QueryIdNotFound QueueDoesNotExist ReplicaNotFound ReservedDBInstanceNotFound
    ReservedDBInstancesOfferingNotFound ResourceNotFound ResourcePolicyNotFound
    ResourceScanNotFound RevocationContentNotFound RevocationIdNotFound RuleDoesNotExist
    RuleNotFound RuleSetDoesNotExist S3BucketDoesNotExist SNSTopicArnNotFound SSLPolicyNotFound
    ServiceDeploymentNotFound ServiceNotFound SourceNotFound StackInstanceNotFound StackNotFound
    StackRefactorNotFound StackSetNotFound SubnetNotFound SubscriptionCategoryNotFound
    SubscriptionNotFound TableNotFound TargetGroupNotFound TargetNotFound TaskSetNotFound
    TemplateDoesNotExist TenantDatabaseNotFound TrackingOptionsDoesNotExist TrailNotFound
    TrustStoreAssociationNotFound TrustStoreNotFound TypeConfigurationNotFound TypeNotFound
    UnknownMonitor UnknownSubscription VPCAssociationAuthorizationNotFound VPCAssociationNotFound`,
  invalid: `
    AnnotationNameTooLong BadRequest BatchEntryIdsNotDistinct BatchRequestTooLong BillExpiration
    ChannelARNInvalid Client CloudTrailARNInvalid CustomVerificationEmailInvalidContent
    DashboardInvalidInput EmptyBatchRequest EventDataStoreARNInvalid FilterLimitExceeded
    InvalidAddress InvalidAnnotationName InvalidArgs InvalidArgument InvalidArn
    InvalidAttributeName InvalidAttributeValue InvalidAuthenticationCode
    InvalidAuthorizationMessage InvalidBatchEntryId InvalidBucketName InvalidCaCertificatesBundle
    InvalidCertificate InvalidChangeBatch InvalidCharacter InvalidCloudWatchDestination
    InvalidCloudWatchLogsLogGroupArn InvalidCloudWatchLogsRoleArn InvalidCodeSignature
    InvalidConfigurationRequest InvalidConfigurationSet InvalidDBClusterCapacity
    InvalidDBSubnetGroup InvalidDateRange InvalidDeliveryOptions InvalidDomainName
    InvalidDomainValidationOptions InvalidEndpoint InvalidEventCategory
    InvalidEventDataStoreCategory InvalidEventSelectors InvalidExportOnly InvalidExportTime
    InvalidFilter InvalidFirehoseDestination InvalidFormat InvalidID InvalidIdFormat
    InvalidImportSource InvalidInput InvalidInsightSelectors InvalidKMSArn
    InvalidKeySigningKeyName InvalidKmsKeyId InvalidLambdaFunction InvalidLimit
    InvalidLoadBalancerAction InvalidLookupAttributes InvalidMaxResults InvalidMessageContents
    InvalidNextToken InvalidOperation InvalidPaginationToken InvalidParameter
    InvalidParameterCombination InvalidParameterInput InvalidParameterValue InvalidPart
    InvalidPolicy InvalidPrefix InvalidPrincipal InvalidPublicKey InvalidQueryParameter
    InvalidQueryStatement InvalidRange InvalidRenderingParameter InvalidRequest
    InvalidRequestContent InvalidResourceRecordSetProtectionBatch InvalidRestore
    InvalidRestoreTime InvalidRevocationContent InvalidRuntime InvalidS3Bucket InvalidS3BucketName
    InvalidS3Configuration InvalidS3Prefix InvalidSNSDestination InvalidScheme
    InvalidSecurityGroup InvalidSecurityGroupID InvalidSequenceToken InvalidSnsTopic
    InvalidSnsTopicName InvalidSource InvalidSubnet InvalidSubnetID InvalidTag InvalidTagParameter
    InvalidTarget InvalidTemplate InvalidTimeRange InvalidTrackingOptions
    InvalidTrafficPolicyDocument InvalidTrailName InvalidURI InvalidUserType InvalidVPCId
    InvalidWriteOffset InvalidZipFile KeyTooLong MalformedCertificate MalformedPolicyDocument
    MalformedQuery MalformedQueryString MalformedXML MessageRejected MissingAction
    MissingParameter MissingRenderingAttribute MissingRequiredParameter MissingVersion
    PackedPolicyTooLarge ParameterValueInvalid PlatformUnknown ReceiptHandleIsInvalid
    RequestChanged RequestTooLarge ResourceARNNotValid ResourcePolicyNotValid SNSInvalidTopic
    Serialization SerializedRequestEntityTooLarge TooManyEntriesInBatchRequest TrailNotProvided
    UnknownParameter UnrecognizedPublicKeyEncoding UnresolvableUsageUnit Validation`,
  unsupported: `
    ALPNPolicyNotSupported AvailabilityZoneNotSupported DBCapacityReservationUnsupported
    DBSecurityGroupNotSupported Ec2ImagePropertiesNotSupported InvalidAction MethodNotAllowed
    ModeNotSupported NetworkTypeNotSupported NotImplemented NotSupported NotSupportedService
    OperationDisabled OperationNotSupported ResourceTypeNotSupported ServiceNotSupported
    SourceClusterNotSupported SourceDatabaseNotSupported StorageTypeNotSupported UnknownOperation
    Unsupported UnsupportedAvailabilityZone UnsupportedDBEngineVersion UnsupportedFeature
    UnsupportedMediaType UnsupportedOperation UnsupportedProtocol`,
  timeout: `
    Abort CallbackTimeout GatewayTimeout RequestTimeout SessionTimeout Timeout`,
  internal: `
    CloudWatchLogsDeliveryUnavailable EC2Unexpected HealthUnavailable Internal InternalFailure
    InternalServer InternalService InternalStreaming Server ServerInternal Service ServiceFailure
    ServiceUnavailable Unavailable`,
  state: `
    AccountHasOngoingImport AccountRegistered AccountSendingPaused AlreadyExists
    AuthorizationAlreadyExists BackupInUse BlueGreenDeploymentAlreadyExists BucketAlreadyExists
    BucketAlreadyOwnedByYou CFNRegistry CannotDelegateManagementAccount CannotDelete
    ChannelAlreadyExists ChannelExistsForEDS CidrBlockInUse CidrCollectionAlreadyExists
    CidrCollectionInUse CidrCollectionVersionMismatch ClusterContainsCapacityProvider
    ClusterContainsContainerInstances ClusterContainsServices ClusterContainsTasks
    CodeArtifactUserDeleted CodeArtifactUserFailed CodeVerificationFailed ConcurrentAccess
    ConcurrentModification ConditionalCheckFailed ConfigurationSetAlreadyExists
    ConfigurationSetSendingPaused Conflict ConflictingDomainExists ConflictingTypes
    ContinuousBackupsUnavailable CreateCustomDBEngineVersion CreatedButModified
    CustomDBEngineVersionAlreadyExists CustomVerificationEmailTemplateAlreadyExists
    DBCapacityReservationAlreadyExists DBClusterAlreadyExists DBClusterEndpointAlreadyExists
    DBClusterRoleAlreadyExists DBClusterSnapshotAlreadyExists DBInstanceAlreadyExists
    DBInstanceRoleAlreadyExists DBParameterGroupAlreadyExists DBProxyAlreadyExists
    DBProxyEndpointAlreadyExists DBProxyTargetAlreadyRegistered DBSecurityGroupAlreadyExists
    DBShardGroupAlreadyExists DBSnapshotAlreadyExists DBSubnetGroupAlreadyExists
    DBSubnetGroupDoesNotCoverEnoughAZs DBSubnetGroupNotAllowed DBUpgradeDependencyFailure
    DaemonNotActive DataAlreadyAccepted DelegationSetAlreadyCreated DelegationSetAlreadyReusable
    DelegationSetInUse DelegationSetNotAvailable DelegationSetNotReusable
    DeleteAssociationSameAccount DeleteConflict DuplicateCertificate DuplicateItem
    DuplicateListener DuplicateLoadBalancerName DuplicateSSHPublicKey DuplicateTagKeys
    DuplicateTargetGroupName DuplicateTrustStoreName DurableExecutionAlreadyStarted EFSIO
    EFSMountConnectivity EFSMountFailure EFSMountTimeout EncryptionTypeMismatch EndpointDisabled
    EntityAlreadyExists EntityTemporarilyUnmodifiable EventDataStoreAlreadyExists
    EventDataStoreFederationEnabled EventDataStoreHasOngoingImport
    EventDataStoreTerminationProtected EventDestinationAlreadyExists ExportConflict
    ExportTaskAlreadyExists FeatureDisabled FeatureEnabled FromEmailAddressNotVerified
    GenerateResponse GenerationExists GlobalClusterAlreadyExists GlobalTableAlreadyExists
    HealthCheckAlreadyExists HealthCheckInUse HealthCheckVersionMismatch HostedZoneAlreadyExists
    HostedZoneNotEmpty HostedZoneNotPrivate HostedZonePartiallyDelegated IDPCommunication
    IdempotencyParameterMismatch IdempotentCallInProgress IdempotentParameterMismatch
    ImportConflict InactiveEventDataStore InactiveQuery IncompatibleProtocols IncompatibleVersion
    InsightNotEnabled InstanceRefreshInProgress InsufficientAvailableIPsInSubnet
    InsufficientCapabilities InsufficientCapacity InsufficientDBClusterCapacity
    InsufficientDBInstanceCapacity InsufficientStorageClusterCapacity IntegrationAlreadyExists
    IntegrationConflictOperation InvalidBlueGreenDeploymentState InvalidChangeSetStatus
    InvalidCustomDBEngineVersionState InvalidDBCapacityReservationState
    InvalidDBClusterAutomatedBackupState InvalidDBClusterEndpointState
    InvalidDBClusterSnapshotState InvalidDBClusterState InvalidDBInstanceAutomatedBackupState
    InvalidDBInstanceState InvalidDBParameterGroupState InvalidDBProxyEndpointState
    InvalidDBProxyState InvalidDBSecurityGroupState InvalidDBShardGroupState
    InvalidDBSnapshotState InvalidDBSubnetGroupState InvalidDBSubnetState
    InvalidEventDataStoreStatus InvalidEventSubscriptionState InvalidExportSourceState
    InvalidExportTaskState InvalidGlobalClusterState InvalidIntegrationState
    InvalidKeySigningKeyStatus InvalidObjectState InvalidOptionGroupState InvalidQueryStatus
    InvalidResourceState InvalidSigningStatus InvalidState InvalidStateTransition
    InvalidVPCNetworkState IrreversibleInstanceRefresh KMS.Disabled KMS.InvalidKeyUsage
    KMS.InvalidState KMSDisabled KMSInvalidState KeyPairMismatch KeySigningKeyAlreadyExists
    KeySigningKeyInParentDSRecord KeySigningKeyInUse Kms KmsDisabled KmsInvalidKeyUsage
    KmsInvalidState KmsKeyDisabled LastVPCAssociation MailFromDomainNotVerified MessageNotInflight
    NameAlreadyExists NameConflict NoPublishedVersion NoUpdateAvailable ObjectAlreadyInActiveTier
    ObjectNotInActiveTier OpenIdIdpCommunication OperationAborted OperationIdAlreadyExists
    OperationInProgress OperationStatusCheckFailed OptedOut OptionGroupAlreadyExists
    OrganizationNotInAllFeaturesMode OrganizationsNotInUse OutboundWebIdentityFederationDisabled
    PasswordPolicyViolation PlatformApplicationDisabled PlatformTaskDefinitionIncompatibility
    PointInTimeRecoveryUnavailable PointInTimeRestoreNotEnabled PolicyEvaluation
    PolicyNotAttachable PreconditionFailed PriorityInUse ProtectionAlreadyExists
    ProvisionedIopsNotAvailableInAZ PublicPolicy PublicZoneVPCAssociation PurgeQueueInProgress
    QueryLoggingConfigAlreadyExists QueueAlreadyExists QueueDeletedRecently QueueNameExists
    RecursiveInvocation ReplicaAlreadyExists ReplicatedWriteConflict RequestInProgress
    ReservedDBInstanceAlreadyExists ResourceAlreadyExists ResourceConflict ResourceInUse
    ResourceScanInProgress RoleModified RoleTemplateDisabled S3FilesMountConnectivity
    S3FilesMountFailure S3FilesMountTimeout ScalingActivityInProgress SendingPaused
    ServiceLinkedRoleFailure ServiceNotActive SessionDurationEscalation SessionStreaming SnapStart
    SnapStartRegenerationFailure SnapStartTimeout StackSetNotEmpty StaleRequest StaleTag
    StorageTypeNotAvailable SubnetAlreadyInUse SubscriptionAlreadyExist TableAlreadyExists
    TableInUse TagPolicy TargetNotConnected TenantDatabaseAlreadyExists TokenAlreadyExists
    TrackingOptionsAlreadyExists TrafficPolicyAlreadyExists TrafficPolicyInUse
    TrafficPolicyInstanceAlreadyExists TrailAlreadyExists TransactionCanceled TransactionConflict
    TransactionInProgress TrustStoreInUse UnmodifiableEntity UpdateInProgress User Verification
    VpcEncryptionControlViolation`,
}

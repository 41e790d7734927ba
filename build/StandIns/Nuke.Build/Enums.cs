namespace Nuke.Common
{
    public enum DependencyBehavior
    {
        Skip,
        Execute,
    }

    public enum Verbosity
    {
        Verbose,
        Normal,
        Minimal,
        Quiet,
    }

    public enum LogLevel
    {
        Trace,
        Normal,
        Warning,
        Error,
    }

    public enum DefaultOutput
    {
        Logo,
        TargetHeader,
        TargetCollapse,
        ErrorsAndWarnings,
        TargetOutcome,
        BuildOutcome,
        Timestamps,
    }
}

namespace Nuke.Common.Execution
{
    public enum ExecutionStatus
    {
        None,
        Scheduled,
        NotRun,
        Skipped,
        Succeeded,
        Failed,
        Running,
        Aborted,
        Collective,
    }
}

namespace Nuke.Docker.Contexts;

/// <summary>Why a file could not be written, in words for whoever has to do something about it.</summary>
static class FileFailure
{
    // errno of Linux and macOS, and HRESULTs of Windows: ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_WRITE_PROTECT.
    const int NoSpace = 28;
    const int ReadOnly = 30;
    const int Quota = 122;
    const int HandleDiskFull = unchecked((int)0x80070027);
    const int DiskFull = unchecked((int)0x80070070);
    const int WriteProtect = unchecked((int)0x80070013);

    /// <summary>Such as <c>the disk is full</c>, without a full stop.</summary>
    public static string ReasonOf(Exception exception) => DiskReasonOf(exception) ?? exception.Message.TrimEnd('.');

    /// <summary>Whether any file at that place would have failed.</summary>
    public static bool IsOfDisk(Exception exception) => DiskReasonOf(exception) is not null;

    /// <summary>The reason and what to do, as sentences.</summary>
    public static string Explain(Exception exception) =>
        $"{ReasonOf(exception)}. Make room, or choose a place that can be written to.";

    static string? DiskReasonOf(Exception exception) => exception switch
    {
        IOException { HResult: NoSpace or HandleDiskFull or DiskFull } => "the disk is full",
        IOException { HResult: Quota } => "the quota on the disk is used up",
        IOException { HResult: ReadOnly or WriteProtect } => "the file system is read-only",
        _ => null,
    };
}

namespace Nuke.Docker.Ownership;

/// <summary>What Linux tells of processes; nothing elsewhere.</summary>
/// <remarks>
/// The time of day at which a process began shifts with the clock. The kernel's ticks since its boot do not; they, and
/// IDs, have a meaning within one boot and one namespace only. See proc(5), pid_namespaces(7).
/// </remarks>
static class LinuxProcess
{
    const char Separator = '/';

    // Fields behind the program's name, which may hold blanks and brackets: state is the third of the line, the
    // beginning the 22nd.
    const int State = 0;
    const int Beginning = 22 - 3;

    /// <summary>Boot, namespace and beginning of a process that runs; null if none has this ID.</summary>
    public static string? PlaceOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            // A zombie has ended, and waits for its parent to notice.
            return fields[State] is "Z" or "X" ? null : string.Join(Separator, Boot(), Namespace(), fields[Beginning]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The boot and the namespace in a place.</summary>
    public static string? NamespaceOf(string? place) => place?[..place.LastIndexOf(Separator)];

    static string Boot() => File.ReadAllText("/proc/sys/kernel/random/boot_id")[..8];

    // Such as "pid:[4026531836]".
    static string Namespace() => new FileInfo("/proc/self/ns/pid").LinkTarget!.Trim('p', 'i', 'd', ':', '[', ']');
}

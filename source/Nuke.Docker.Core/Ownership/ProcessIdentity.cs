using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Ownership;

/// <summary>One process of one machine, so that another process can tell whether it still runs.</summary>
/// <param name="Host">The name of the machine.</param>
/// <param name="ProcessId">Its ID.</param>
/// <param name="Started">When it began.</param>
/// <param name="Place">
/// On Linux the boot of the machine, the namespace that the ID counts in, and the process's beginning in the kernel's
/// ticks since that boot; null elsewhere.
/// </param>
sealed partial record ProcessIdentity(string Host, int ProcessId, DateTimeOffset Started, string? Place)
{
    const string NoPlace = "none";
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // Systems without /proc tell the same beginning each time; a label holds whole seconds of it.
    static readonly TimeSpan _tolerance = TimeSpan.FromSeconds(2);

    static readonly Lazy<ProcessIdentity> _current = new(() =>
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessIdentity(
            Environment.MachineName,
            process.Id,
            new DateTimeOffset(process.StartTime).ToUniversalTime(),
            LinuxProcess.PlaceOf(process.Id));
    });

    /// <summary>This process.</summary>
    public static ProcessIdentity Current => _current.Value;

    /// <returns><see langword="null"/> if the text is no identity.</returns>
    public static ProcessIdentity? Parse(string text) =>
        text.Split(',', 4) is [var host, var id, var started, .. var place]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && DateTimeOffset.TryParseExact(
            started, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? new ProcessIdentity(host, processId, time, place is [var one] ? one : null)
        : null;

    /// <returns><see langword="null"/> if the text is not what <see cref="ToName"/> returns on this machine.</returns>
    public static ProcessIdentity? ParseName(string text) =>
        text.Split('.') is [var id, var started, var place, var host]
        && host == Current.HostInName
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        ? new ProcessIdentity(
            Current.Host,
            processId,
            DateTimeOffset.FromUnixTimeSeconds(seconds),
            place == NoPlace ? null : place.Replace('_', '/'))
        : null;

    /// <summary>As a part of a container's name: ID, beginning in seconds since 1970, place and machine.</summary>
    public string ToName() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ProcessId}.{Started.ToUnixTimeSeconds()}.{Place?.Replace('/', '_') ?? NoPlace}.{HostInName}");

    /// <summary>Whether the process has ended for certain. One of another machine, boot or container is never known to
    /// have.</summary>
    public bool HasEnded() =>
        Host == Current.Host && (LinuxProcess.NamespaceOf(Place), LinuxProcess.NamespaceOf(Current.Place)) switch
        {
            (null, null) => Place is null && !Runs(),
            var (theirs, ours) => theirs == ours && LinuxProcess.PlaceOf(ProcessId) != Place,
        };

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', (string?[])
    [
        Host,
        ProcessId.ToString(CultureInfo.InvariantCulture),
        Started.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture),
        .. Place is null ? Array.Empty<string>() : [Place],
    ]);

    string HostInName => NotOfNames().Replace(Host, "-");

    [GeneratedRegex("[^a-zA-Z0-9-]", RegexOptions.CultureInvariant)]
    private static partial Regex NotOfNames();

    bool Runs()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < _tolerance;
        }
        catch (ArgumentException)
        {
            return false; // That is how .NET says that there is none.
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true; // It ends right now, or belongs to somebody else: not known to have ended.
        }
    }
}

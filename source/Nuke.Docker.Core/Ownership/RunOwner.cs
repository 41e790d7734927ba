using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Ownership;

/// <summary>Who made a container, network or volume: one run of one process on one machine.</summary>
/// <remarks>
/// The labels let a run find what it made without having been told an ID, as when it was interrupted between the engine's
/// work and its answer, and let a later run recognize what a killed process has left behind.
/// Images do not bear them: a label that changes with every run would make every image new.
/// </remarks>
public sealed partial class RunOwner
{
    /// <summary>The label that holds the run's ID.</summary>
    public const string RunLabel = "nuke.docker.run";

    /// <summary>The label that holds machine, process ID and start time of the process.</summary>
    public const string OwnerLabel = "nuke.docker.owner";

    /// <summary>The label of images: the name of the definition that they were built from.</summary>
    public const string ImageLabel = "nuke.docker.image";

    static readonly Lazy<RunOwner> _current = new(() =>
    {
        using var process = Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime).ToUniversalTime();
        return new RunOwner(Environment.MachineName, process.Id, started);
    });

    readonly string _nameSuffix;
    int _names;

    internal RunOwner(string host, int processId, DateTimeOffset started)
    {
        RunId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        _nameSuffix = string.Create(
            CultureInfo.InvariantCulture, $"{processId}.{started.ToUnixTimeSeconds()}.{NotOfNames().Replace(host, "-")}");
        Labels = new Dictionary<string, string>
        {
            [RunLabel] = RunId,
            [OwnerLabel] = string.Create(CultureInfo.InvariantCulture, $"{host},{processId},{started:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
        };
    }

    /// <summary>The run of this process.</summary>
    public static RunOwner Current => _current.Value;

    /// <summary>32 hexadecimal digits, new for every run.</summary>
    public string RunId { get; }

    /// <summary>What everything bears that this run makes and is not an image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>What the names of containers begin with that cannot bear labels, because an image will be made of them.</summary>
    internal string NamePrefix => $"nuke-docker.{RunId}.";

    /// <summary>A name for such a container: run, number, process ID, its start in seconds since 1970, and machine.</summary>
    internal string NewContainerName() => string.Create(
        CultureInfo.InvariantCulture, $"{NamePrefix}{Interlocked.Increment(ref _names)}.{_nameSuffix}");

    [GeneratedRegex("[^a-zA-Z0-9-]")]
    private static partial Regex NotOfNames();
}

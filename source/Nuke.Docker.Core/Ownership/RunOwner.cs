using System.Globalization;

namespace Nuke.Docker.Ownership;

/// <summary>Who made a container, network or volume: one run of one process on one machine.</summary>
/// <remarks>
/// The labels let a run find what it made without having been told an ID, as when it was interrupted between the
/// engine's work and its answer, and let a later run recognize what a killed process has left behind.
/// Images do not bear them: a label that changes with every run would make every image new.
/// </remarks>
public sealed class RunOwner
{
    /// <summary>The label that holds the run's ID.</summary>
    public const string RunLabel = "nuke.docker.run";

    /// <summary>The label that holds machine, process ID and start time of the process; on Linux also which boot it is
    /// of.</summary>
    public const string OwnerLabel = "nuke.docker.owner";

    /// <summary>The label of images: the name of the definition that they were built from.</summary>
    public const string ImageLabel = "nuke.docker.image";

    /// <summary>What all such names of all runs begin with.</summary>
    internal const string CommonNamePrefix = "nuke-docker.";

    /// <summary>The repository of names that images bear on their way into an engine.</summary>
    internal const string LoadedRepository = "nuke-docker-loaded";

    static readonly Lazy<RunOwner> _current = new(() => new RunOwner(ProcessIdentity.Current));

    readonly ProcessIdentity _process;
    int _names;
    int _imageNames;

    internal RunOwner(ProcessIdentity process)
    {
        _process = process;
        RunId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        Labels = new Dictionary<string, string> { [RunLabel] = RunId, [OwnerLabel] = $"{process}" };
    }

    /// <summary>The run of this process.</summary>
    public static RunOwner Current => _current.Value;

    /// <summary>32 hexadecimal digits, new for every run.</summary>
    public string RunId { get; }

    /// <summary>What everything bears that this run makes and is not an image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>What bears that is to be kept when the process has ended: nobody owns it then.</summary>
    internal IReadOnlyDictionary<string, string> KeptLabels => new Dictionary<string, string> { [RunLabel] = RunId };

    /// <summary>What the names of containers begin with that cannot bear labels, because an image will be made of
    /// them.</summary>
    internal string NamePrefix => $"{CommonNamePrefix}{RunId}.";

    /// <summary>A name for such a container: run, number, and the process as its identity writes it in names.</summary>
    internal string NewContainerName() => string.Create(
        CultureInfo.InvariantCulture, $"{NamePrefix}{Interlocked.Increment(ref _names)}.{_process.ToName()}");

    /// <summary>Who made a container of such a name; null if it is another kind of name.</summary>
    internal static ProcessIdentity? OwnerInName(string name) =>
        name.Split('.', 4) is ["nuke-docker", _, _, var process]
        ? ProcessIdentity.ParseName(process)
        : null;

    /// <summary>A name for an image that has not got its own yet: number, and the process as its identity writes it
    /// in names.</summary>
    /// <remarks>A tag has at most 128 characters. The machine's name has 64 at most, the rest 60.</remarks>
    internal string NewImageName() => string.Create(
        CultureInfo.InvariantCulture,
        $"{LoadedRepository}:{Interlocked.Increment(ref _imageNames)}.{_process.ToName()}");

    /// <summary>Whose image bears such a name; null if it is another kind of name.</summary>
    internal static ProcessIdentity? OwnerInImageName(string name) =>
        name.Split(':', 2) is [LoadedRepository, var tag] && tag.Split('.', 2) is [_, var process]
            ? ProcessIdentity.ParseName(process)
            : null;
}

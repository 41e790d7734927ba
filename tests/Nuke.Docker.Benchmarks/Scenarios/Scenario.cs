namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>Work that both sides do on the same engine, with the same result.</summary>
abstract class Scenario(string name, string title)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new CachedPattern(),
        new ColdPattern(),
        new LargeArtifactPattern(),
        new ManyFilesContext(),
        new LargeFilesContext(),
        new IgnoredFilesContext(),
        new OutputLines(),
        new SmallBuildKitBuild(),
        new ManyFilesBuildKitBuild(),
        new OneChangedFileBuildKitBuild(),
        new CachedBuildKitPattern(),
        new CopyScenario("copy-small", megabytes: 2),
        new CopyScenario("copy-large", megabytes: 200),
        new FirstUse(),
        new CopyOut(),
        new Upload(),
    ];

    /// <summary>What selects it on the command line.</summary>
    public string Name => name;

    /// <summary>What is done, in words.</summary>
    public string Title => title;

    /// <summary>The program that does the same; known once <see cref="PrepareAsync"/> is done.</summary>
    /// <value><see langword="null"/> if this library does it too, in this process and in another way.</value>
    public PeerProgram? Peer { get; protected set; }

    /// <summary>What the peer is called.</summary>
    public virtual string PeerName => Peer!.Name;

    /// <summary>Makes what both sides work on, once.</summary>
    /// <param name="directory">Empty, absolute, and this scenario's own.</param>
    public abstract Task PrepareAsync(Surroundings surroundings, string directory, CancellationToken cancellationToken);

    /// <summary>Puts things back before each run; not measured.</summary>
    public virtual Task ResetAsync(Surroundings surroundings, CancellationToken cancellationToken) =>
        surroundings.PruneAsync(cancellationToken);

    /// <summary>Does it with this library, from the connection on.</summary>
    public abstract Task RunOursAsync(Surroundings surroundings, CancellationToken cancellationToken);

    /// <summary>Does it with the peer.</summary>
    public abstract Task RunPeerAsync(Surroundings surroundings, CancellationToken cancellationToken);
}

namespace Nuke.Docker.Machine;

/// <summary>An image that Dockerfiles start from, made from Debian packages where no registry can be reached.</summary>
abstract class BaseImage
{
    /// <summary>All that can be assembled. A new one is a class and a place in this list.</summary>
    public static IReadOnlyList<BaseImage> All { get; } =
    [
        new AlpineImage(), new DebianImage(), new GolangImage(), new JavaImage(), new MavenImage(), new NodeImage(),
    ];

    /// <summary>The repository that it stands for, such as <c>golang</c>.</summary>
    public abstract string Repository { get; }

    /// <summary>What one would ask for; everything that these depend on comes along.</summary>
    public abstract IReadOnlyList<string> Packages { get; }

    /// <summary>The program of a container that is not told any other.</summary>
    public virtual string Shell => "/bin/sh";

    /// <summary>Dockerfile instructions for the image's configuration, such as <c>ENV GOPATH=/go</c>.</summary>
    public virtual IReadOnlyList<string> Changes => [];

    /// <summary>Everything that decides what <see cref="AssembleAsync"/> writes.</summary>
    public abstract Task<IReadOnlyList<string>> IngredientsAsync(CancellationToken cancellationToken);

    /// <summary>Writes the image's root file system.</summary>
    /// <param name="archive">Path of the tar, in a directory that is the image's own.</param>
    /// <param name="cancellationToken">Ends the downloads.</param>
    /// <returns>The packages in it: <c>name_version_architecture</c>.</returns>
    public abstract Task<IReadOnlyList<string>> AssembleAsync(string archive, CancellationToken cancellationToken);
}

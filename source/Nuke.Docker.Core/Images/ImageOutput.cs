namespace Nuke.Docker.Images;

/// <summary>What <see cref="ImageBuild.ExportAsync"/> writes on this machine. A closed family.</summary>
public abstract record ImageOutput
{
    ImageOutput()
    {
    }

    /// <summary>What errors and reports call it.</summary>
    internal abstract string Target { get; }

    /// <summary>The files of the last stage in a directory.</summary>
    /// <param name="Path">
    /// Absolute; the directory is made if need be. What is there already stays, unless something of the same name
    /// comes: that takes its place, file by file, each as a whole. Nothing is written outside, nor through a link.
    /// </param>
    /// <remarks>Permissions, times and links are kept; owners, devices, pipes and sockets are not.</remarks>
    public sealed record Directory(string Path) : ImageOutput
    {
        internal override string Target => Path;
    }

    /// <summary>The files of the last stage as a tar archive, owners included.</summary>
    /// <param name="Path">
    /// Absolute; an archive that is there is replaced once the new one is complete. It is compressed if its name ends
    /// with <c>.gz</c> or <c>.tgz</c>.
    /// </param>
    public sealed record Tar(string Path) : ImageOutput
    {
        internal override string Target => Path;
    }

    /// <summary>The files of the last stage as a tar archive in a stream, such as another program's input.</summary>
    /// <param name="Stream">It stays open. If the build fails it may have been written to.</param>
    public sealed record TarTo(Stream Stream) : ImageOutput
    {
        internal override string Target => "the stream";
    }

    /// <summary>The image as an OCI image layout in a tar archive, as other tools read it.</summary>
    /// <remarks>Engines without the containerd image store write it since 25.0, and keep the image under its
    /// tags.</remarks>
    /// <inheritdoc cref="Tar" path="/param"/>
    public sealed record OciArchive(string Path) : ImageOutput
    {
        internal override string Target => Path;
    }

    /// <summary>The image as <c>docker save</c> writes it: every engine loads it.</summary>
    /// <remarks>Engines without the containerd image store keep the image as well, under its tags.</remarks>
    /// <inheritdoc cref="Tar" path="/param"/>
    public sealed record DockerArchive(string Path) : ImageOutput
    {
        internal override string Target => Path;
    }

    /// <summary>Whether it holds the image itself, and not only its files.</summary>
    internal bool IsImage => this is OciArchive or DockerArchive;

    /// <summary>The archive that is made; <see langword="null"/> if it is none on the disk.</summary>
    internal string? File => this switch
    {
        Tar { Path: var path } => path,
        OciArchive { Path: var path } => path,
        DockerArchive { Path: var path } => path,
        _ => null,
    };

    /// <summary>Every violation of several outputs together, one a line; empty if they can be written.</summary>
    internal static IEnumerable<string> Violations(IReadOnlyList<ImageOutput> outputs)
    {
        if (outputs.Count == 0)
            yield return "no output is given. Name one, such as new ImageOutput.Directory(path).";
        foreach (var output in outputs.Where(output => output is not TarTo))
            if (!Path.IsPathFullyQualified(output.Target))
                yield return $"the output '{output.Target}' is not an absolute path.";
            else if (output is Directory && Path.GetPathRoot(output.Target) == Path.GetFullPath(output.Target))
                yield return $"the output '{output.Target}' is the root of a file system. Choose a directory in it.";
            else if (output.File is { } file && System.IO.Directory.Exists(file))
                yield return $"the output '{file}' is a directory, and an archive is to be written there.";
        foreach (var twice in outputs.GroupBy(output => output.Target).Where(same => same.Count() > 1))
            yield return $"the output '{twice.Key}' is given twice.";
    }
}

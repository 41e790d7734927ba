using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Dockerfile = Nuke.Docker.Dockerfiles.Dockerfile;

namespace Nuke.Docker.Images;

/// <summary>The Dockerfile of an image, wherever its settings say that it is.</summary>
/// <param name="Name">Its absolute path, or a name for the text that was given.</param>
/// <param name="Text">Its content.</param>
sealed record DockerfileSource(string Name, string Text)
{
    /// <summary>What a text without a file is called.</summary>
    public const string GivenText = "the given Dockerfile text";

    /// <exception cref="BuildContextException">There is no such file.</exception>
    public static DockerfileSource Read(ImageBuildSettings settings) =>
        Contexts.Dockerfile.Locate(settings.ContextDirectory!, settings.Context) is { Source: { } path }
            ? new(path, File.ReadAllText(path))
            : new(GivenText, settings.Context.DockerfileText!);

    /// <summary>Reads the instructions.</summary>
    /// <exception cref="DockerfileException">No builder would accept it.</exception>
    public Dockerfile Parse() => Dockerfile.Parse(Text, Name);

    /// <summary>Refuses what no builder accepts before it is sent, with file and line.</summary>
    /// <remarks>Engine 20.10 even dies of a Dockerfile without <c>FROM</c>.</remarks>
    /// <param name="target">The stage to build, if not the last.</param>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    /// <exception cref="DockerfileException">No builder would accept the file.</exception>
    public void Check(string? target)
    {
        if (Dockerfile.NamesSyntax(Text, Name))
            return; // In whatever language that frontend reads.
        var dockerfile = Parse();
        if (target is not null)
            dockerfile.GetTarget(target);
    }
}

using System.Text.RegularExpressions;
using Nuke.Docker.Contexts;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Progress;
using Dockerfile = Nuke.Docker.Dockerfiles.Dockerfile;

namespace Nuke.Docker.Images.Sources;

/// <summary>The Dockerfile of an image, wherever its settings say that it is.</summary>
/// <param name="Name">Its absolute path, or a name for the text that was given.</param>
/// <param name="Text">Its content.</param>
sealed partial record DockerfileSource(string Name, string Text)
{
    /// <summary>What a text without a file is called.</summary>
    public const string GivenText = "the given Dockerfile text";

    /// <summary>Its absolute path; <see langword="null"/> for a text that stands for no file.</summary>
    public string? Path => Name == GivenText ? null : Name;

    /// <summary>Whether the file is in a language that only the frontend reads that it names.</summary>
    public bool IsForeign => Dockerfile.SyntaxOf(Text, Name) is { } syntax && !OwnSyntax().IsMatch(syntax);

    /// <exception cref="BuildContextException">There is no such file.</exception>
    public static DockerfileSource Read(ImageBuildSettings settings) =>
        Contexts.Dockerfile.Locate(settings.ContextDirectory!, settings.Context) switch
        {
            { Source: var path, Text: { } text } => new(path ?? GivenText, text),
            { Source: var path } => new(path!, File.ReadAllText(path!)),
        };

    /// <summary>Reads it if it is there already and on this side.</summary>
    public static DockerfileSource? TryRead(ImageBuildSettings settings)
    {
        if (settings.ContextDirectory is null || settings.GitContext is not null || settings.RemoteContext is not null)
            return null;
        try
        {
            return Read(settings);
        }
        catch (IOException)
        {
            return null; // What builds it may write it first, or fail for a better reason.
        }
    }

    /// <summary>What the file's variables depend on.</summary>
    public static BuildInputs InputsOf(ImageBuildSettings settings)
    {
        var inputs = BuildInputs.Default with { BuildArguments = settings.BuildArguments };
        return settings.Platform is { } platform ? inputs with { TargetPlatform = platform.ToString() } : inputs;
    }

    /// <summary>Reads the instructions.</summary>
    /// <exception cref="DockerfileException">No builder would accept it.</exception>
    public Dockerfile Parse() => Dockerfile.Parse(Text, Name);

    /// <summary>Reads the instructions, if the file is none that only the frontend reads that it names.</summary>
    public Dockerfile? TryParse()
    {
        try
        {
            return IsForeign ? null : Parse();
        }
        catch (DockerfileException) when (Dockerfile.SyntaxOf(Text, Name) is not null)
        {
            return null; // A newer frontend than this reader may know more.
        }
    }

    /// <summary>Refuses what no builder accepts before it is sent, with file and line.</summary>
    /// <remarks>Engine 20.10 even dies of a Dockerfile without <c>FROM</c>.</remarks>
    /// <param name="target">The stage to build, if not the last.</param>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    /// <exception cref="DockerfileException">No builder would accept the file.</exception>
    public void Check(string? target)
    {
        if (Dockerfile.SyntaxOf(Text, Name) is not null)
            return; // In whatever language that frontend reads.
        var dockerfile = Parse();
        if (target is not null)
            dockerfile.GetTarget(target);
    }

    /// <summary>A step of the classic builder, shown in the file.</summary>
    /// <returns><see langword="null"/> where the step is not one of the file's instructions, or the file is in another
    /// language.</returns>
    public DockerfileExcerpt? Show(BuildStep? step)
    {
        if (step is null || Dockerfile.SyntaxOf(Text, Name) is not null)
            return null;
        return Parse().FindStep(step.Number, step.Instruction) is { } instruction
            ? DockerfileExcerpt.Of(Name, Text, instruction.Lines)
            : null;
    }

    [GeneratedRegex(@"\A(docker\.io/)?docker/dockerfile(-upstream)?([:@]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex OwnSyntax();
}

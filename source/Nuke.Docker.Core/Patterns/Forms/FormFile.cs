using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Sources;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>A Dockerfile that is rewritten, up to the stage that is built of it.</summary>
sealed class FormFile
{
    readonly DockerfileSource _source;

    FormFile(DockerfileSource source, Conversion conversion, ImageBuildSettings settings)
    {
        _source = source;
        if (source.IsForeign)
            throw conversion.At(this, 1, "the file names a frontend of its own, and only that can read it.");
        File = source.Parse();
        Target = settings.Target is { } target
            ? File.Stages[StageFile.Read(settings).Find(target).Index]
            : File.Stages[^1];
        Resolved = File.Resolve(DockerfileSource.InputsOf(settings), Target);
        Lines = DockerfileLines.Of(source.Text);
        if (source.Path is { } path && System.IO.File.Exists($"{path}.dockerignore"))
            IgnoreFile = $"{path}.dockerignore";
    }

    public string Name => _source.Name;

    /// <summary>Its absolute path; <see langword="null"/> for a text.</summary>
    public string? Path => _source.Path;

    /// <summary>The ignore file that counts for this Dockerfile alone.</summary>
    public string? IgnoreFile { get; }

    public Dockerfile File { get; }

    public ResolvedDockerfile Resolved { get; }

    public Stage Target { get; }

    public DockerfileLines Lines { get; }

    /// <summary>The stages up to the one that is built; no builder looks at the others.</summary>
    public IEnumerable<Stage> Stages => File.Stages.Take(Target.Index + 1);

    /// <summary>The arguments above the first stage, as they are written.</summary>
    public IEnumerable<string> GlobalArguments => File.GlobalArguments.Select(argument => argument.Written.Original);

    /// <exception cref="ImageConversionException">The file is in another language.</exception>
    /// <exception cref="DockerfileException">No builder would accept the file.</exception>
    public static FormFile Read(ImageBuildSettings settings, Conversion conversion) =>
        new(DockerfileSource.Read(settings), conversion, settings);

    /// <summary>The instructions of a stage as they are written, each with its variables replaced.</summary>
    public IEnumerable<(Instruction Written, Instruction Resolved)> InstructionsOf(Stage stage) =>
        // What triggers of the base stage add comes first, and does not stand here.
        stage.Instructions.Zip(Resolved.Stages[stage.Index].Instructions.TakeLast(stage.Instructions.Count));

    /// <summary>The first line of the file that says which character escapes, if it is not the usual one.</summary>
    public IEnumerable<string> Directives =>
        File.Directives.Escape == '\\' ? [] : [$"# escape={File.Directives.Escape}"];
}

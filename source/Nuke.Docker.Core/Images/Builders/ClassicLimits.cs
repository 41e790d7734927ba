using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images.Sources;
using Dockerfile = Nuke.Docker.Dockerfiles.Dockerfile;

namespace Nuke.Docker.Images.Builders;

/// <summary>What of a Dockerfile takes BuildKit.</summary>
/// <remarks>
/// An engine's classic builder says it at the step, or, as 20.10 does with here-documents, takes their lines for
/// instructions. podman's builder knows mounts and here-documents.
/// </remarks>
static class ClassicLimits
{
    static readonly string[] _filesFlags = ["chmod", "checksum"];

    /// <summary>Looks at the stages that the classic builder builds: all up to the target.</summary>
    /// <param name="file">Passed over if it is in a language that only its frontend reads.</param>
    /// <param name="target">The stage to build, if not the last.</param>
    /// <param name="reason">Why it is the classic builder.</param>
    /// <exception cref="NotSupportedException">An instruction takes BuildKit; the message names its line.</exception>
    public static void Check(DockerfileSource file, string? target, ClassicReason reason)
    {
        if (file.TryParse() is not { } dockerfile)
            return;
        foreach (var instruction in Built(dockerfile, target))
            if (Feature(instruction) is { } feature)
                throw reason.Refuse($"{dockerfile.SourceName}:{instruction.Lines.Start}: {feature}");
    }

    static IEnumerable<Instruction> Built(Dockerfile dockerfile, string? target)
    {
        var last = target is null ? null : dockerfile.FindStageByName(target);
        return dockerfile.Stages
            .TakeWhile(stage => last is null || stage.Index <= last.Index)
            .SelectMany(stage => stage.Instructions);
    }

    static string? Feature(Instruction instruction)
    {
        var written = instruction.Written;
        var flag = written.Keyword switch
        {
            "RUN" => written.Flags.Count > 0 ? written.Flags[0] : null,
            "COPY" or "ADD" => written.Flags.FirstOrDefault(flag => _filesFlags.Contains(flag.Name)),
            _ => null,
        };
        return flag is not null ? $"{written.Keyword} --{flag.Name}"
            : written.Heredocs.Count > 0 ? $"a here-document of {written.Keyword}"
            : null;
    }
}

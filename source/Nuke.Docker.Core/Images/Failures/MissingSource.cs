using System.Text.RegularExpressions;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Failures;

/// <summary>Says of a file that <c>COPY</c> does not find what the classic builder says of it.</summary>
static partial class MissingSource
{
    /// <param name="step">The step that failed.</param>
    /// <param name="failure">BuildKit's words, which are about keys of its cache.</param>
    public static EngineMessage.Failure Explain(BuildStep? step, EngineMessage.Failure failure)
    {
        if (step is null || Missing().Match(failure.Message) is not { Success: true } match)
            return failure;
        var keyword = step.Instruction.Split(' ')[0];
        var from = From().Match(step.Instruction);
        var place = from.Success ? $"'{from.Groups[1]}'" : "build context or excluded by .dockerignore";
        return failure with
        {
            Message = $"{keyword} failed: file not found in {place}: {match.Groups[1]}: file does not exist",
        };
    }

    [GeneratedRegex("""failed to (?:compute cache key|calculate checksum).*"/?([^"]+)"(?::| not found:) not found""")]
    private static partial Regex Missing();

    [GeneratedRegex(@" --from=(\S+)")]
    private static partial Regex From();
}

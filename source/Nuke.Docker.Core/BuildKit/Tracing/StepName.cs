using System.Globalization;
using System.Text.RegularExpressions;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Tracing;

/// <summary>Recognizes the Dockerfile's steps among the vertexes of a build by their names.</summary>
static partial class StepName
{
    /// <returns><see langword="null"/> for what no instruction stands for, such as <c>[internal] load build
    /// context</c>.</returns>
    public static BuildStep? Parse(string vertex)
    {
        var match = Step().Match(vertex);
        if (!match.Success
            || !int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(match.Groups["total"].ValueSpan, CultureInfo.InvariantCulture, out var total))
            return null;
        var stage = match.Groups["stage"].Value;
        var instruction = From().Replace(match.Groups["instruction"].Value, "FROM ${name}");
        return new(number, total, instruction) { Stage = stage.Length == 0 ? null : stage };
    }

    /// <summary>What a display that is redrawn calls a vertex; one line.</summary>
    /// <param name="vertex">Its name.</param>
    /// <param name="step">What <see cref="Parse"/> makes of it.</param>
    public static string TitleOf(string vertex, BuildStep? step)
    {
        const string Internal = "[internal] ";
        var title = step is not null ? $"{step.Stage} {step.Number}/{step.Total}  {step.Instruction}".TrimStart()
            : vertex.StartsWith(Internal, StringComparison.Ordinal) ? vertex[Internal.Length..]
            : vertex;
        return title.ReplaceLineEndings(" ");
    }

    // As a Dockerfile has it: BuildKit adds Docker Hub's address, "latest", and since 0.9 the digest.
    [GeneratedRegex(
        @"^FROM (docker\.io/(library/)?)?(?<name>[^@\s]+?)(:latest)?(@\S+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex From();

    // "[2/5] RUN make", "[build 2/5] RUN make", "[linux/arm64 build 2/5] RUN make"
    [GeneratedRegex(
        @"^\[(?:(?<stage>[^\]]+) )?(?<number>\d+)/(?<total>\d+)\] (?<instruction>.*)$", RegexOptions.Singleline)]
    private static partial Regex Step();
}

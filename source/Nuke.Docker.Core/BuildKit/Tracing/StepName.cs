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
        return new(number, total, match.Groups["instruction"].Value) { Stage = stage.Length == 0 ? null : stage };
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

    // "[2/5] RUN make", "[build 2/5] RUN make", "[linux/arm64 build 2/5] RUN make"
    [GeneratedRegex(
        @"^\[(?:(?<stage>[^\]]+) )?(?<number>\d+)/(?<total>\d+)\] (?<instruction>.*)$", RegexOptions.Singleline)]
    private static partial Regex Step();
}

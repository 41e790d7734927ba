using System.Text.RegularExpressions;

namespace Nuke.Docker.Tests.ComponentBuilds;

static partial class BuildResultExtensions
{
    /// <summary>The output without what differs between runs, and between versions of the base image.</summary>
    public static string Rendered(this BuildResult result)
    {
        var text = string.Join('\n', result.Lines);
        text = StepDuration().Replace(text, "   … s");
        text = Size().Replace(text, "… MB");
        return ShortId().Replace(text, "<container>");
    }

    [GeneratedRegex(@"   \d+(\.\d)? s$", RegexOptions.Multiline)]
    private static partial Regex StepDuration();

    [GeneratedRegex(@"\d+(\.\d+)? MB")]
    private static partial Regex Size();

    // The digits of an artifact's hash follow a colon.
    [GeneratedRegex(@"(?<!:)\b[0-9a-f]{12}\b")]
    private static partial Regex ShortId();
}

using System.Text.RegularExpressions;

namespace Nuke.Docker.Testing;

/// <summary>What a build printed and how it ended.</summary>
/// <param name="ExitCode">128 and the signal's number where a signal ended it.</param>
/// <param name="RawLines">Standard output and standard error, as they came.</param>
public sealed partial record BuildResult(int ExitCode, IReadOnlyList<string> RawLines)
{
    const string SummaryHeading = "Errors & Warnings";

    /// <summary>The output without trailing blanks and what differs from run to run: no time of day, and each target
    /// took no time.</summary>
    public IReadOnlyList<string> Lines { get; } = [.. RawLines.Select(Settle)];

    public string Text => string.Join('\n', Lines);

    /// <summary>The targets that ran, in their order.</summary>
    public IReadOnlyList<string> Ran =>
        [.. Lines.Where(x => x.StartsWith("║ ", StringComparison.Ordinal)).Select(x => x[2..])
            .Where(x => x != SummaryHeading)];

    /// <summary>What the targets logged, and what was logged between them.</summary>
    public IReadOnlyList<string> Logged => [.. Lines.Where(x => LogLine().IsMatch(x))];

    /// <summary>The rows of the table at the end, without its head and its total.</summary>
    public IReadOnlyList<string> Table
    {
        get
        {
            var rows = Lines.SkipWhile(x => !x.EndsWith(" Status      Duration", StringComparison.Ordinal)).Skip(2);
            return [.. rows.TakeWhile(x => !x.StartsWith('─'))];
        }
    }

    /// <summary>What a target shows in the summary; for one that failed its error.</summary>
    public string Summary(string target)
    {
        var row = Table.Single(row => row.StartsWith(target + " ", StringComparison.Ordinal));
        return row.Split("   // ", 2) is [_, var details] ? details : "";
    }

    static string Settle(string line)
    {
        line = line.Replace("\u200b", string.Empty, StringComparison.Ordinal);
        line = TimeOfDay().Replace(line, string.Empty);
        line = Duration().Replace(line, "    < 1sec");
        return Now().Replace(line, "now").TrimEnd();
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d (?=\[)")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"(?<= ) {5,6}\d?\d:\d\d(?=$|   //)")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<=^Build (succeeded|failed) on ).+(?=\. [＼(])")]
    private static partial Regex Now();

    [GeneratedRegex(@"^\[(VRB|DBG|INF|WRN|ERR|FTL)\] ")]
    private static partial Regex LogLine();
}

using System.Text.RegularExpressions;

namespace Nuke.Docker.Git;

/// <summary>Names of branches, tags and commits.</summary>
/// <remarks>The rules of git-check-ref-format(1).</remarks>
static partial class GitReference
{
    public const string Head = "HEAD";

    /// <summary>What is wrong with a name; <see langword="null"/> if nothing is.</summary>
    public static string? Problem(string? reference) => reference is null || Pattern().IsMatch(reference)
        ? null
        : $"'{reference}' is no name of a branch, tag or commit.";

    /// <summary>Whether it is a whole commit ID, SHA-1 or SHA-256, which needs no resolution.</summary>
    public static bool IsCommit(string reference) => CommitPattern().IsMatch(reference);

    /// <summary>The full names that a short one stands for, the first that exists counts.</summary>
    /// <remarks>The order of gitrevisions(7).</remarks>
    public static IReadOnlyList<string> Candidates(string reference) =>
        [reference, $"refs/{reference}", $"refs/tags/{reference}", $"refs/heads/{reference}"];

    // No '-' in front: it would be an option. No '/', '.' or '.lock' at the end of a component, no '..', no '@{', none
    // of "~^:?*[\".
    [GeneratedRegex(
        @"\A(?!-)(?!.*(?:\.\.|@\{|//|/\.|\.lock(?:/|\z)|[/.]\z))(?!\.|/|@\z)[^\x00-\x20\x7f~^:?*\[\\]+\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\A(?:[0-9a-f]{40}|[0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex CommitPattern();
}

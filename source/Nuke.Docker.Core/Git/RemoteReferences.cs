namespace Nuke.Docker.Git;

/// <summary>What <c>git ls-remote</c> has listed.</summary>
/// <param name="Commits">Full name to object; an annotated tag stands twice, its commit under the name with
/// <c>^{}</c>.</param>
/// <param name="Symbolic">References that stand for others, such as <c>HEAD</c>.</param>
sealed record RemoteReferences(
    IReadOnlyDictionary<string, string> Commits, IReadOnlyDictionary<string, string> Symbolic)
{
    const string BranchPrefix = "refs/heads/";
    const string SymbolicPrefix = "ref: ";
    const int MostBranches = 10;

    /// <summary>Short names, ten at most.</summary>
    public IReadOnlyList<string> Branches =>
    [
        .. Commits.Keys.Where(name => name.StartsWith(BranchPrefix, StringComparison.Ordinal))
            .Select(name => name[BranchPrefix.Length..]).Order(StringComparer.Ordinal).Take(MostBranches),
    ];

    public static RemoteReferences Parse(IEnumerable<string> lines)
    {
        var (commits, symbolic) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var line in lines)
            if (line.Split('\t') is [var value, var name])
            {
                if (value.StartsWith(SymbolicPrefix, StringComparison.Ordinal))
                    symbolic[name] = value[SymbolicPrefix.Length..];
                else if (GitReference.IsCommit(value))
                    commits[name] = value;
            }
        return new RemoteReferences(commits, symbolic);
    }
}

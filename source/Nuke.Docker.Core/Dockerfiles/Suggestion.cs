namespace Nuke.Docker.Dockerfiles;

/// <summary>The end of an error message about a name that does not exist.</summary>
static class Suggestion
{
    /// <returns><c> Did you mean 'x'?</c>, or <c> Known are a, b and c.</c>, or nothing if there is nothing to choose
    /// from.</returns>
    public static string For(string name, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return "";
        var nearest = known.MinBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant()))!;
        var isNear = Distance(name.ToUpperInvariant(), nearest.ToUpperInvariant()) <= Math.Max(1, nearest.Length / 3);
        return isNear ? $" Did you mean '{nearest}'?" : $" Known are {string.Join(", ", known)}.";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one into the other.</summary>
    static int Distance(string left, string right)
    {
        var costs = Array.ConvertAll(new int[left.Length + 1][], _ => new int[right.Length + 1]);
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
                costs[i][j] = Cost(i, j);
        }
        return costs[left.Length][right.Length];

        int Cost(int i, int j)
        {
            if (i == 0 || j == 0)
                return i + j;
            var replaced = costs[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            var cost = Math.Min(replaced, Math.Min(costs[i - 1][j], costs[i][j - 1]) + 1);
            var isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            return isSwap ? Math.Min(cost, costs[i - 2][j - 2] + 1) : cost;
        }
    }
}

using System.Numerics;
using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>A pattern with wildcards, as a machine that reads a path once from left to right.</summary>
/// <remarks>
/// It keeps all states that it may be in as bits, so the time grows with the length of path and pattern and never
/// explodes, and it works on code points: <c>?</c> takes a whole emoji, as in Go. The runtime's non-backtracking
/// regular expressions are as fast per path, but they are slower to start, for each pattern, and see such a character
/// as two.
/// </remarks>
sealed partial class PatternProgram
{
    readonly Step[] _steps;
    readonly string _prefix;
    readonly string _suffix;

    /// <summary>The states that each state stands for; missing in the rare program that they do not suffice
    /// for.</summary>
    readonly ulong[]? _closures;

    PatternProgram(IReadOnlyList<Step> steps)
    {
        // An alternative without an anchor begins or ends anywhere.
        var isAtStart = steps is [{ Action: Action.Start }, ..];
        var isAtEnd = steps is [.., { Action: Action.End }];
        var anywhere = new Step(Action.Repeat, RuneSet.All);
        _steps =
        [
            .. isAtStart ? [] : (Step[])[anywhere],
            .. steps.Skip(isAtStart ? 1 : 0).SkipLast(isAtEnd ? 1 : 0),
            .. isAtEnd ? [] : (Step[])[anywhere],
        ];

        var optionalEnd = _steps.Select((step, i) => i + step.Length).DefaultIfEmpty().Max();
        _prefix = Text(_steps.TakeWhile(IsLiteral));
        _suffix = Text(_steps.Skip(optionalEnd).Reverse().TakeWhile(IsLiteral).Reverse());
        if (_steps.Length < 64 && _steps.All(step => step.Action <= Action.Fork))
            _closures = [.. Enumerable.Range(0, _steps.Length + 1).Select(Closure)];
    }

    enum Action
    {
        /// <summary>Takes one character of the set.</summary>
        Take,

        /// <summary>Takes any number of them.</summary>
        Repeat,

        /// <summary>Goes on here, or behind the steps that are optional.</summary>
        Fork,

        /// <summary>Takes nothing; holds at the start, the end, a word's edge or anywhere but there.</summary>
        Start,
        End,
        Edge,
        NoEdge,
    }

    /// <param name="Length">Of a fork: how many steps to go on, at least two.</param>
    readonly record struct Step(Action Action, RuneSet? Set = null, int Length = 0);

    public bool Matches(ReadOnlySpan<char> path)
    {
        if (!path.StartsWith(_prefix) || !path.EndsWith(_suffix))
            return false;
        return _closures is not null ? MatchesByClosures(path, _closures) : MatchesBySteps(path);
    }

    bool MatchesByClosures(ReadOnlySpan<char> path, ulong[] closures)
    {
        var now = closures[0];
        for (var position = 0; position < path.Length && now != 0;)
        {
            var current = Decode(path, ref position);
            var next = 0UL;
            for (; now != 0; now &= now - 1)
            {
                var i = BitOperations.TrailingZeroCount(now);
                if (i < _steps.Length && _steps[i].Set?.Contains(current) == true)
                    next |= closures[_steps[i].Action == Action.Repeat ? i : i + 1];
            }

            now = next;
        }

        return (now >> _steps.Length & 1) != 0;
    }

    ulong Closure(int i)
    {
        Span<ulong> states = [0];
        Enter(states, i, before: -1, after: -1);
        return states[0];
    }

    bool MatchesBySteps(ReadOnlySpan<char> path)
    {
        var words = _steps.Length / 64 + 1;
        Span<ulong> states = words <= 8 ? stackalloc ulong[2 * words] : new ulong[2 * words];
        var now = states[..words];
        var next = states[words..];
        var (position, before) = (0, -1);
        var current = Decode(path, ref position);
        Enter(now, 0, before, current);
        while (current >= 0)
        {
            var following = Decode(path, ref position);
            next.Clear();
            for (var i = 0; i < _steps.Length; i++)
            {
                if ((now[i >> 6] >> i & 1) == 0 || _steps[i].Set?.Contains(current) != true)
                    continue;
                Enter(next, _steps[i].Action == Action.Repeat ? i : i + 1, current, following);
            }

            var swap = now;
            now = next;
            next = swap;
            (before, current) = (current, following);
        }

        return (now[_steps.Length >> 6] >> _steps.Length & 1) != 0;
    }

    /// <summary>Marks a state and those that it reaches without taking a character.</summary>
    void Enter(Span<ulong> states, int i, int before, int after)
    {
        while ((states[i >> 6] >> i & 1) == 0)
        {
            states[i >> 6] |= 1UL << i;
            if (i == _steps.Length)
                return;
            switch (_steps[i].Action)
            {
                case Action.Take:
                case Action.Start when before >= 0:
                case Action.End when after >= 0:
                case Action.Edge when IsWord(before) == IsWord(after):
                case Action.NoEdge when IsWord(before) != IsWord(after):
                    return;
                case Action.Fork:
                    Enter(states, i + _steps[i].Length, before, after);
                    break;
            }

            i++;
        }
    }

    static int Decode(ReadOnlySpan<char> path, ref int position)
    {
        if (position >= path.Length)
            return -1;
        if (path[position] < 128)
            return path[position++];
        Rune.DecodeFromUtf16(path[position..], out var rune, out var length);
        position += length;
        return rune.Value;
    }

    static bool IsWord(int value) => value is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or '_';

    static bool IsLiteral(Step step) => step is { Action: Action.Take, Set.Single: not null };

    static string Text(IEnumerable<Step> steps) =>
        string.Concat(steps.Select(step => step.Set!.Single!.Value.ToString()));
}

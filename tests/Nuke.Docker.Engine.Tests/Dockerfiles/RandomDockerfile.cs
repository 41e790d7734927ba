using System.Globalization;

namespace Nuke.Docker.Engine.Tests.Dockerfiles;

/// <summary>A Dockerfile of random values: quotes, escapes, variables, modifiers, continued lines; mostly
/// well-formed.</summary>
sealed class RandomDockerfile
{
    static readonly string[] _pieces =
    [
        "a", "B1", "_", "-", ".", "/", ":", ",", "=", "é", "한", "x.y", "\\\\", "\\$", "\\\"", "\\'", "\\ ", "\\n", "$$",
        "$", "#", "<", "[", "*", "?",
    ];

    static readonly string[] _names = ["v0", "v1", "v2", "v3", "none", "GIVEN"];
    static readonly string[] _modifiers = [":-", "-", ":+", "+", "#", "##", "%", "%%"];
    static readonly string[] _patterns = ["a", "*", "?", "a*", "*a", "B?", "/*", "*/", ".", "é", "\\*", "[a]", ""];
    readonly Random _random;

    public RandomDockerfile(int seed)
    {
        _random = new(seed);
        var lines = new List<string> { "FROM scratch" };
        for (var i = 0; i < 4; i++)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Pick(["ENV", "ARG", "env"])} v{i}={Value(2)}"));
        for (var i = 0; i < 6; i++)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"LABEL l{i}={Value(3)}{Gap()}m{i}={Value(3)}"));
        lines.Add($"ENV legacy {Value(2)} {Value(2)}");
        lines.Add($"CMD {Value(1)}");
        Text = string.Join(Pick(["\n", "\r\n", "\n\n# comment\n"]), lines) + "\n";
    }

    public string Text { get; }

    string Gap() => Pick([" ", "   ", " \\\n", " \\\n  # comment\n ", "\t"]);

    string Value(int depth) => string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Part(depth)));

    string Part(int depth) => _random.Next(depth > 0 ? 8 : 3) switch
    {
        0 or 1 => Pick(_pieces),
        2 => $"${Pick(_names)}",
        3 => $"\"{Value(depth - 1).Replace("\"", "", StringComparison.Ordinal)} {Pick(_names)}\"",
        4 => $"'{Pick(_pieces).Replace("'", "", StringComparison.Ordinal)} ${Pick(_names)}'",
        5 => $"${{{Pick(_names)}}}",
        6 => $"${{{Pick(_names)}{Pick(_modifiers[..4])}{Value(depth - 1)}}}",
        _ => _random.Next(2) == 0
            ? $"${{{Pick(_names)}{Pick(_modifiers[4..])}{Pick(_patterns)}}}"
            : $"${{{Pick(_names)}{Pick(["/", "//"])}{Pick(_patterns)}/{Pick(["", "x", "y/z"])}}}",
    };

    string Pick(string[] from) => from[_random.Next(from.Length)];
}

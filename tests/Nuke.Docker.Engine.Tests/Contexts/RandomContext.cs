using System.Runtime.Versioning;
using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>A small directory and an ignore file that suits it, both drawn from a seed.</summary>
[UnsupportedOSPlatform("windows")]
sealed class RandomContext(int seed)
{
    static readonly string[] Names =
    [
        "a", "b", "ab", "abc", "a.b", ".a", "a.go", "b.go", "README.md", "node_modules", "bin", "a b",
        "a+b", "(a)", "{b}", "a$",
        "^a", "[a]", "a-b", "a,b", "ä", "日本", "😀", "a😀b", "a\\b", "a*b", "!a", "#a", "x~", "A", "0", "_", "...",
        "a-name-that-is-far-too-long-to-fit-into-the-hundred-bytes-of-a-tar-header-if-it-comes-twice-in-a-path",
    ];

    static readonly string[] Noise =
    [
        "a", "b", "ab", ".", "..", "*", "**", "?", "/", "//", "[", "]", "[a-c]", "[^a]", "[^a-c]", "^",
        "-", "\\", "\\*", "\\a", "\\b", "\\d",
        "\\.", "+", "(", ")", "{", "}", "|", "$", "ä", "😀", " ", "[[:alpha:]]", "[\\]]", "[\\w-]", "\\x61",
        "#", ",", "go", "[b-a]", "\\1", "\\ä", "{2}", "{1,2}", "{,2}",
    ];

    readonly Random _random = new(seed);
    readonly List<string> _paths = [];

    /// <summary>Creates the files; what they hold, their modes and links are drawn too.</summary>
    public void CreateTree(string root)
    {
        Fill(root, "", 0);
        File.WriteAllText(Path.Combine(root, "Dockerfile"), "FROM scratch\n");
        _paths.AddRange("Dockerfile", ".dockerignore");
    }

    /// <summary>Lines that name what is there, bent and blurred.</summary>
    public string[] Patterns(int count) => [.. Enumerable.Range(0, count).Select(_ => Pattern())];

    /// <summary>A line of pieces that need not make sense. No exception: alone, the CLI never compiles one.</summary>
    public string NoisePattern() => string.Concat(Enumerable.Range(0, _random.Next(1, 7)).Select(_ => Pick(Noise)));

    public string Join(IEnumerable<string> lines)
    {
        var newLine = Chance(0.2) ? "\r\n" : "\n";
        var text = (Chance(0.1) ? "\uFEFF" : "")
            + string.Join(
                newLine, lines.SelectMany(line => Chance(0.1) ? ["# a comment", "", line] : (string[])[line]));
        return Chance(0.5) ? text + newLine : text;
    }

    void Fill(string directory, string relative, int depth)
    {
        foreach (var name in Enumerable.Range(0, _random.Next(depth == 0 ? 3 : 0, 7)).Select(_ => Pick(Names))
            .Distinct())
        {
            var path = Path.Combine(directory, name);
            _paths.Add(relative + name);
            switch (_random.Next(10))
            {
                case < 4 when depth < 4:
                    Directory.CreateDirectory(path);
                    Fill(path, $"{relative}{name}/", depth + 1);
                    File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(Pick(["755", "700", "1777", "2775"]), 8));
                    break;
                case 4:
                    File.CreateSymbolicLink(
                        path, Pick(["a", "../a", "/etc/passwd", "nothing/there", ".", "日本", "a/../b//c"]));
                    break;
                default:
                    File.WriteAllText(path, new('x', _random.Next(3) * _random.Next(700)));
                    File.SetUnixFileMode(
                        path, (UnixFileMode)Convert.ToInt32(Pick(["644", "600", "755", "4755", "444"]), 8));
                    break;
            }
        }
    }

    string Pattern()
    {
        var parts = Pick([.. _paths]).Split('/');
        var pattern = string.Join('/', parts.Take(_random.Next(1, parts.Length + 1)).Select(Blur));
        if (Chance(0.15))
            pattern = "**/" + pattern[(pattern.LastIndexOf('/') + 1)..];
        if (Chance(0.1))
            pattern += Pick(["/**", "/*", "/", "/.", "**", "/x/.."]);
        if (Chance(0.1))
            pattern = Pick(["/", "./", "../", "x/../", "//", "**"]) + pattern;
        if (Chance(0.35))
            pattern = Pick(["!", "! ", "!/"]) + pattern;
        return Chance(0.1) ? Pick([" ", "\t", "\u00A0"]) + pattern + " " : pattern;
    }

    string Blur(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            text.Append(_random.Next(14) switch
            {
                0 => "*",
                1 => "?",
                2 => $"[{rune}]",
                3 => $"[^{rune}]",
                4 => "[a-z]",
                5 => "\\" + rune,
                _ => rune.ToString(),
            });
        }

        return Chance(0.15) ? "*" : Chance(0.05) ? "**" : text.ToString();
    }

    bool Chance(double probability) => _random.NextDouble() < probability;

    T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}

using System.Text.RegularExpressions;
using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Patterns.Forms;

/// <summary>Writes <c>COPY</c> instructions.</summary>
static partial class CopyText
{
    /// <summary>The same instruction with another origin and other sources.</summary>
    /// <param name="copy">As it is written; its flags and its destination stay.</param>
    /// <param name="origin">A stage; <see langword="null"/> for the context.</param>
    /// <param name="sources">Paths without variables, or sources as they were written.</param>
    /// <param name="isOwnedByRoot">
    /// Whether files without <c>--chown</c> belong to root, as those of the context do. The classic builder keeps the
    /// owner that a file has in its stage; BuildKit does not.
    /// </param>
    public static string Write(
        Instruction.FileTransfer copy, string? origin, IEnumerable<string> sources, bool isOwnedByRoot = false)
    {
        var flags = copy.Written.Flags.Where(flag => flag.Name != "from").Select(Write);
        if (origin is not null && isOwnedByRoot && copy.Owner is null)
            flags = flags.Prepend("--chown=0:0");
        IEnumerable<string> from = origin is null ? [] : [$"--from={origin}"];
        string[] words = [.. sources, copy.Destination.Text];
        var arguments = words.All(Plain().IsMatch) ? words : [ExecForm.Write(words)];
        return string.Join(' ', [copy.Written.Keyword, .. from, .. flags, .. arguments]);
    }

    /// <summary>Whether a path stands for itself, without quotes and variables that a builder would replace.</summary>
    public static bool IsLiteral(string path) => path.IndexOfAny(['$', '"', '\'', '\\', '`']) < 0;

    static string Write(Flag flag) => flag.Value is null
        ? $"--{flag.Name}"
        : flag.Value.Any(char.IsWhiteSpace) ? $"--{flag.Name}=\"{flag.Value}\"" : $"--{flag.Name}={flag.Value}";

    [GeneratedRegex(@"\A[^\s""'\\`\[<]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}

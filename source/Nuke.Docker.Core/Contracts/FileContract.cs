using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.Contracts;

/// <summary>What a file or directory of an image has to be like.</summary>
public sealed record FileContract
{
    FileContract()
    {
    }

    /// <summary>Anything that is there.</summary>
    public static FileContract Any { get; } = new();

    /// <summary>Permissions, with the bits for set-user-ID, set-group-ID and sticky; <see langword="null"/> allows
    /// any.</summary>
    internal int? Mode { get; private init; }

    /// <summary>User, or user and group; <see langword="null"/> allows any.</summary>
    internal string? Owner { get; private init; }

    internal bool? IsDirectory { get; private init; }

    internal string? LinkTarget { get; private init; }

    internal IReadOnlyList<ContentExpectation> Content { get; private init; } = [];

    /// <summary>Expects permissions.</summary>
    /// <param name="mode">Octal digits, such as <c>755</c>, <c>0644</c> or <c>4755</c>.</param>
    /// <exception cref="FormatException">The text is no octal number of up to four digits.</exception>
    public FileContract WithMode(string mode) => this with { Mode = ParseMode(mode) };

    /// <summary>Expects an owner.</summary>
    /// <param name="owner">
    /// User, or user and group, each a number or a name that the image's <c>/etc/passwd</c> or <c>/etc/group</c> knows:
    /// <c>app</c>, <c>root:root</c>, <c>1000:1000</c>.
    /// </param>
    public FileContract OwnedBy(string owner) => this with { Owner = owner };

    /// <summary>Expects a directory.</summary>
    public FileContract BeingDirectory() => this with { IsDirectory = true };

    /// <summary>Expects a symbolic link.</summary>
    /// <param name="target">The absolute path that it leads to; there need not be anything.</param>
    /// <remarks>Engines tell where a link leads to, not what is written in it.</remarks>
    public FileContract LinkingTo(string target) => this with { LinkTarget = target };

    /// <summary>Expects this content exactly, as UTF-8.</summary>
    public FileContract WithContent(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return WithHash(
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            $"it is not the content that is expected, {ByteSize.Format(bytes.Length)}");
    }

    /// <summary>Expects a text somewhere in the content, as UTF-8.</summary>
    public FileContract Containing(string text) => Having(content =>
        content.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 ? null : $"it does not contain '{text}'");

    /// <summary>Expects content with a hash.</summary>
    /// <param name="sha256">64 hexadecimal digits.</param>
    public FileContract WithSha256(string sha256) => WithHash(sha256, $"its SHA-256 is not {sha256}");

    FileContract WithHash(string sha256, string otherwise) => Having(content =>
        string.Equals(Convert.ToHexStringLower(SHA256.HashData(content)), sha256, StringComparison.OrdinalIgnoreCase)
            ? null
            : otherwise);

    FileContract Having(ContentExpectation expectation) =>
        this with { IsDirectory = false, Content = [.. Content, expectation] };

    static int ParseMode(string mode)
    {
        if (mode.Length is 0 or > 4 || mode.Any(digit => digit is < '0' or > '7'))
            throw new FormatException($"'{mode}' is no mode of a file: write up to four octal digits, such as 0755.");
        return mode.Aggregate(0, (value, digit) => value * 8 + digit - '0');
    }

    internal static string FormatMode(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');
}

/// <summary>Looks at the content of a file.</summary>
/// <returns>What is not as expected, or <see langword="null"/>.</returns>
delegate string? ContentExpectation(ReadOnlySpan<byte> content);

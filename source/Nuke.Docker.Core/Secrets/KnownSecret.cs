using System.Text;
using System.Text.Unicode;

namespace Nuke.Docker.Secrets;

/// <summary>A value that must not appear in a log, an error or an image.</summary>
/// <remarks>No record, for nothing may print what is in here. <see cref="ToString"/> is the name.</remarks>
public sealed class KnownSecret
{
    /// <param name="name">What errors call it, such as <c>the parameter NugetToken</c>; no secret.</param>
    /// <param name="value">The value. What surrounds it as blanks and line ends does not count.</param>
    public KnownSecret(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        (Name, Value) = (name, value.Trim());
    }

    /// <summary>What errors call it.</summary>
    public string Name { get; }

    internal string Value { get; }

    /// <summary>What a build's secret looks like in a text. Bytes that are no UTF-8 may be there in base64.</summary>
    internal static KnownSecret Of(BuildSecret secret, ReadOnlySpan<byte> value) => new(
        $"the secret {secret}", Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : Convert.ToBase64String(value));

    /// <inheritdoc/>
    public override string ToString() => Name;
}

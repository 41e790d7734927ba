namespace Nuke.Docker.Ownership;

/// <summary>A label that something has to bear: of any value, or of one.</summary>
public sealed record LabelFilter
{
    LabelFilter(string name, string? value) => (Name, Value) = (name, value);

    /// <summary>The label's name.</summary>
    public string Name { get; }

    /// <summary>The value that it must have.</summary>
    /// <value><see langword="null"/>: any.</value>
    public string? Value { get; }

    /// <summary>Reads a filter, <c>name</c> or <c>name=value</c>.</summary>
    /// <exception cref="FormatException">The text has no name.</exception>
    public static LabelFilter Parse(string text) => TryParse(text, out var filter)
        ? filter!
        : throw new FormatException(
            $"'{text}' is not a label: expected 'name' or 'name=value', such as 'purpose=practice'.");

    /// <summary>Reads a filter, <c>name</c> or <c>name=value</c>.</summary>
    public static bool TryParse(string? text, out LabelFilter? filter)
    {
        var parts = (text ?? "").Split('=', 2);
        filter = string.IsNullOrWhiteSpace(parts[0])
            ? null
            : new LabelFilter(parts[0].Trim(), parts is [_, var value] ? value : null);
        return filter is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";
}

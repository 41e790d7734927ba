namespace Nuke.Docker.Engine;

// Lists and dictionaries of the wire may be null; ours never are.
public sealed partial class DockerEngine
{
    static IReadOnlyList<string> Copy(IList<string>? values) => values is null ? [] : [.. values];

    static IReadOnlyDictionary<string, string> Copy(IDictionary<string, string>? values) =>
        values is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string>(values, StringComparer.Ordinal);

    static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    // Text without an offset and seconds since 1970 both mean UTC.
    static DateTimeOffset At(DateTime value) =>
        value.Kind == DateTimeKind.Local
            ? new DateTimeOffset(value).ToUniversalTime()
            : new DateTimeOffset(value, TimeSpan.Zero);
}

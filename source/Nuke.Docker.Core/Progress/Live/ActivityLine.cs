using System.Globalization;

namespace Nuke.Docker.Progress.Live;

/// <summary>One activity as one line of a terminal.</summary>
/// <remarks>
/// <code>
///          shop  build 4/6  RUN dotnet publish -o /app   12 s   │ Restored /src/Shop.csproj
///          shop  load build context   3.20 MB of 10.0 MB   1 s
/// </code>
/// </remarks>
static class ActivityLine
{
    /// <summary>As wide as the time before each line of the log.</summary>
    const string Indentation = "         ";

    const string Gap = "   ";
    const int NarrowColumns = 60;
    const int LeastTail = 12;

    /// <param name="prefix">Stands before the title; may be empty.</param>
    /// <param name="activity">May hold control characters.</param>
    /// <param name="elapsed">Since it began.</param>
    /// <param name="columns">How many cells there are.</param>
    public static string Render(string prefix, ProgressEvent.Activity activity, TimeSpan elapsed, int columns)
    {
        var figures = Bytes(activity) + Gap + Time(elapsed);
        var output = PlainLine.Of(activity.LastLine);
        var most = columns - CharacterCells.Count(figures);
        // The last line of output has at least a third of the line, unless the title leaves it more.
        if (output.Length > 0 && columns >= NarrowColumns)
            most = Math.Min(most, columns * 2 / 3 - CharacterCells.Count(figures));
        var line = CharacterCells.Fit(Indent(columns) + PlainLine.Of(prefix + activity.Title), most) + figures;
        var left = columns - CharacterCells.Count(line);
        return output.Length == 0 || left < LeastTail
            ? CharacterCells.Fit(line, columns)
            : line + CharacterCells.Fit($"{Gap}│ {output}", left);
    }

    public static string RenderRest(int count, int columns) =>
        CharacterCells.Fit(string.Create(CultureInfo.InvariantCulture, $"{Indent(columns)}and {count} more"), columns);

    static string Indent(int columns) => columns < NarrowColumns ? "" : Indentation;

    static string Bytes(ProgressEvent.Activity activity) => activity switch
    {
        { CurrentBytes: { } current, TotalBytes: { } total } when total > 0 =>
            $"{Gap}{ByteSize.Format(Math.Min(current, total))} of {ByteSize.Format(total)}",
        { CurrentBytes: > 0 and { } current } => Gap + ByteSize.Format(current),
        _ => "",
    };

    static string Time(TimeSpan elapsed) => elapsed < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalSeconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalMinutes} min {elapsed.Seconds} s");
}

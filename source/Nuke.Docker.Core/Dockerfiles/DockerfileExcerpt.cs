using System.Globalization;

namespace Nuke.Docker.Dockerfiles;

/// <summary>An instruction among its neighbours, as errors show it.</summary>
/// <remarks>
/// <code>
/// /repo/Dockerfile:3
///   1 | FROM golang
///   2 | COPY . .
/// > 3 | RUN go build
///   4 | ENTRYPOINT ["/app"]
/// </code>
/// </remarks>
sealed class DockerfileExcerpt
{
    const int Context = 2;
    const int MaximumMarkedLines = 12;

    DockerfileExcerpt(string sourceName, SourceLines lines, IReadOnlyList<string> text) =>
        (SourceName, Line, Text) = (sourceName, lines.Start, text);

    /// <summary>The file's path, or what its text is called.</summary>
    public string SourceName { get; }

    /// <summary>The first line of the instruction, from 1.</summary>
    public int Line { get; }

    /// <summary>The line that names the place, and below it the lines of the file.</summary>
    public IReadOnlyList<string> Text { get; }

    /// <param name="sourceName">The file's path, or what its text is called.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="lines">What is to be marked. Of long instructions only the beginning is shown.</param>
    public static DockerfileExcerpt Of(string sourceName, string text, SourceLines lines)
    {
        var file = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var first = Math.Max(1, lines.Start - Context);
        var last = Math.Min(file.Length, Math.Min(lines.End, lines.Start + MaximumMarkedLines - 1) + Context);
        var width = last.ToString(CultureInfo.InvariantCulture).Length;
        return new DockerfileExcerpt(
            sourceName,
            lines,
            [$"{sourceName}:{lines}", .. Enumerable.Range(first, last - first + 1).Select(Show)]);

        string Show(int line)
        {
            var mark = line >= lines.Start && line <= lines.End ? '>' : ' ';
            var number = line.ToString(CultureInfo.InvariantCulture).PadLeft(width);
            return $"{mark} {number} | {file[line - 1]}".TrimEnd();
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>What the status of a failed solve tells: everything since BuildKit 0.10 (engine 23), of older ones only the
/// text.</summary>
/// <param name="Vertex">Digest of the vertex that failed; empty if it is not told.</param>
/// <param name="Lines">Where in the Dockerfile.</param>
sealed partial record SolveFailure(string Reason, string Vertex, int? ExitCode, LineRange? Lines)
{
    public static SolveFailure Of(GrpcException exception) => new(
        Circumstances().Replace(exception.Reason, ""),
        Find(exception, "errdefs.Vertex+json", vertex => vertex.GetProperty("digest").GetString()) ?? "",
        Find(exception, "gatewayapi.ExitMessage+json", exit => (int?)exit.GetProperty("Code").GetInt32())
            ?? Number(ExitCodeInText().Match(exception.Reason)),
        Find(exception, "errdefs.Source+json", ReadLines)
            ?? (Number(LineInText().Match(exception.Reason)) is { } line ? new LineRange(line, line) : null));

    static LineRange? ReadLines(JsonElement source)
    {
        LineRange? lines = null;
        foreach (var range in source.GetProperty("ranges").EnumerateArray())
            lines = new LineRange(LineOf(range, "start"), LineOf(range, "end")).Including(lines);
        return lines;
    }

    static int LineOf(JsonElement range, string name) => range.GetProperty(name).GetProperty("line").GetInt32();

    /// <summary>Reads a detail. One that is not as expected is missed, and no more: the text says the same.</summary>
    static T? Find<T>(GrpcException exception, string type, Func<JsonElement, T?> read)
    {
        if (!exception.Details.TryGetValue(type, out var value))
            return default;
        try
        {
            using var json = JsonDocument.Parse(value);
            return read(json.RootElement);
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return default;
        }
    }

    static int? Number(Match match) =>
        match.Success && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>What BuildKit was doing inside when it failed, which is nobody else's concern.</summary>
    [GeneratedRegex(
        @"\A(failed to solve( with frontend [^:]*)?: |rpc error: code = \w+ desc = |failed to create LLB definition: "
        + "|failed to build LLB: |failed to load cache key: )+")]
    private static partial Regex Circumstances();

    [GeneratedRegex(@"exit code: (\d+)")]
    private static partial Regex ExitCodeInText();

    [GeneratedRegex(@"parse error (?:on )?line (\d+)")]
    private static partial Regex LineInText();
}

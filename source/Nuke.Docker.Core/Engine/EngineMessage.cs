using System.Globalization;
using System.Text.RegularExpressions;

namespace Nuke.Docker.Engine;

/// <summary>One message of a progress stream: build, pull, push, load.</summary>
abstract partial record EngineMessage
{
    EngineMessage()
    {
    }

    /// <summary>Output as it came: part of a line, or several.</summary>
    public sealed record Output(string Text) : EngineMessage;

    /// <summary>A remark; with an ID where it concerns one layer or tag.</summary>
    public sealed record Status(string Text, string? Id) : EngineMessage;

    /// <summary>How far one layer is.</summary>
    public sealed record Layer(string Id, string Text, long? CurrentBytes, long? TotalBytes) : EngineMessage;

    /// <summary>The ID of the image that was built; may come more than once, the last one counts.</summary>
    public sealed record ImageId(string Id) : EngineMessage;

    /// <summary>The registry has it.</summary>
    public sealed partial record Pushed(string Tag, string Digest, long SizeBytes) : EngineMessage
    {
        /// <summary>With the containerd image store an engine says it in words, where others give an object
        /// too.</summary>
        /// <returns>Null for any other message.</returns>
        public static Pushed? FromWords(EngineMessage message) =>
            message is Status { Text: var text } && Words().Match(text) is { Success: true, Groups: var words }
                ? new Pushed(
                    words["tag"].Value,
                    words["digest"].Value,
                    long.Parse(words["size"].Value, CultureInfo.InvariantCulture))
                : null;

        // https://github.com/moby/moby/blob/v28.5.2/daemon/containerd/image_push.go
        [GeneratedRegex(@"^(?<tag>\S+): digest: (?<digest>sha256:[0-9a-f]{64}) size: (?<size>\d{1,18})$")]
        private static partial Regex Words();
    }

    /// <summary>The error inside a stream that began with 200; the last message.</summary>
    /// <param name="Code">A failing <c>RUN</c>'s exit code; null where the engine gives none.</param>
    public sealed record Failure(string Message, int? Code) : EngineMessage;
}

using System.Text;
using Nuke.Docker.Progress;

namespace Nuke.Docker.BuildKit.Tracing;

/// <summary>What is known of one vertex so far.</summary>
sealed class VertexState(BuildStep? step)
{
    readonly (Decoder Decoder, LineBuffer Lines) _output = (Encoding.UTF8.GetDecoder(), new());
    readonly (Decoder Decoder, LineBuffer Lines) _error = (Encoding.UTF8.GetDecoder(), new());

    /// <summary>The Dockerfile's step; <see langword="null"/> for what BuildKit does by itself.</summary>
    public BuildStep? Step => step;

    public RecentLines Recent { get; } = new();

    public bool HasStarted { get; set; }

    public bool HasCompleted { get; set; }

    /// <summary>Empty unless it failed.</summary>
    public string Error { get; set; } = "";

    /// <summary>Joins a piece of what the step has written to whole lines.</summary>
    public IEnumerable<ProgressEvent> Write(ReadOnlyMemory<byte> bytes, bool isError)
    {
        var (decoder, lines) = isError ? _error : _output;
        var text = new char[decoder.GetCharCount(bytes.Span, flush: false)];
        decoder.GetChars(bytes.Span, text, flush: false);
        return Told(lines.Append(new string(text)), isError);
    }

    /// <summary>What was written without a line end.</summary>
    public IEnumerable<ProgressEvent> Flush() =>
        [.. Told(_output.Lines.Flush(), isError: false), .. Told(_error.Lines.Flush(), isError: true)];

    IEnumerable<ProgressEvent> Told(IReadOnlyList<string> lines, bool isError)
    {
        foreach (var line in lines)
            Recent.Add(line);
        return lines.Select(line => new ProgressEvent.Output(line, isError) { Step = step });
    }
}

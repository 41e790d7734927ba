using System.Text;

namespace Nuke.Docker.Testing;

/// <summary>Searches the bytes that are read from another stream, across the borders of single reads.</summary>
sealed class SearchedStream(Stream inner, SecretNeedles needles) : ReadingStream
{
    readonly HashSet<string> _found = [];
    string _end = "";

    /// <summary>What was found up to now.</summary>
    public IReadOnlyCollection<string> Found => _found;

    public override int Read(Span<byte> buffer)
    {
        var length = inner.Read(buffer);
        Search(buffer[..length]);
        return length;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await inner.ReadAsync(buffer, cancellationToken);
        Search(buffer.Span[..length]);
        return length;
    }

    void Search(ReadOnlySpan<byte> bytes)
    {
        var text = _end + Encoding.Latin1.GetString(bytes);
        _found.UnionWith(needles.FindIn(text));
        _end = text[Math.Max(0, text.Length - needles.LongestLength)..];
    }
}

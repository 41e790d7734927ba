using System.Text;

namespace Nuke.Docker.Progress.Live;

/// <summary>The writer for everybody else as long as there is a region: what is written stands above it.</summary>
sealed class RegionWriter(LiveRegion region, Encoding encoding) : TextWriter
{
    public override Encoding Encoding => encoding;

    public override void Write(char value) => region.Write([value]);

    public override void Write(char[] buffer, int index, int count) => region.Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => region.Write(buffer);

    public override void Write(string? value) => region.Write(value);

    // At once: between a line and its end there would be no region.
    public override void WriteLine(string? value) => region.Write(value + NewLine);

    public override void WriteLine(char[] buffer, int index, int count) =>
        WriteLine(new string(buffer, index, count));

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(new string(buffer));
}

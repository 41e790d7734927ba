using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>Something in the Dockerfile that should be mended.</summary>
/// <param name="Text">One line.</param>
/// <param name="Url">Where more is told; empty if nowhere.</param>
/// <param name="FileName">The Dockerfile; empty if it is not about one.</param>
/// <param name="Lines">First and last line, from 1.</param>
sealed record VertexWarning(string Text, string Url, string FileName, LineRange? Lines) : IWireMessage<VertexWarning>
{
    public static VertexWarning Read(ReadOnlySpan<byte> message)
    {
        var (text, url, file) = ("", "", "");
        LineRange? lines = null;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 3:
                    text = reader.Text;
                    break;
                case 5:
                    url = reader.Text;
                    break;
                case 6:
                    file = TextRequest.Read(reader.Bytes).Value; // SourceInfo begins with its file's name.
                    break;
                case 7:
                    lines = LineRange.Read(reader.Bytes).Including(lines);
                    break;
            }
        }

        return new(text, url, file, lines);
    }
}

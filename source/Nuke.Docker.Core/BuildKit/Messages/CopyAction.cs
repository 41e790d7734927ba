using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>pb.FileActionCopy</c>: copies one path. Links at its end are followed, those below are kept.</summary>
/// <param name="Source">Absolute; it may have wildcards if it may be missing.</param>
/// <param name="Destination">Absolute; what it becomes, unless a directory of that name exists.</param>
/// <param name="MayBeMissing">Whether a source whose wildcards match nothing is left out.</param>
sealed record CopyAction(string Source, string Destination, bool MayBeMissing) : IWireMessage
{
    const int AsItIs = -1;

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Source);
        writer.Text(2, Destination);
        writer.Number(4, AsItIs); // mode
        writer.Flag(5, true); // followSymlink
        writer.Flag(9, MayBeMissing); // allowWildcard
        writer.Flag(10, MayBeMissing); // allowEmptyWildcard
        writer.Number(11, AsItIs); // timestamp
    }
}

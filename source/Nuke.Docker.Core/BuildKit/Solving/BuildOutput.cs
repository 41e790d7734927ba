using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Messages;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>Where the result of a build goes to. A closed family.</summary>
abstract record BuildOutput
{
    BuildOutput()
    {
    }

    /// <summary>What the solve asks for.</summary>
    public abstract ExporterEntry ToExporter();

    /// <summary>Takes the result, if it comes to this machine.</summary>
    public virtual GrpcHandler? Receiver => null;

    /// <summary>An image in the engine's store.</summary>
    /// <param name="Names">Its names; it may have none.</param>
    public sealed record Image(IReadOnlyList<string> Names) : BuildOutput
    {
        public override ExporterEntry ToExporter() => new(
            "moby",
            Names.Count == 0
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["name"] = string.Join(',', Names) });
    }

    /// <summary>The files of the last stage in a directory of this machine.</summary>
    /// <param name="Path">Absolute; made if need be. What is there already stays, unless something of the same name
    /// comes.
    /// Devices, pipes and sockets are left out.</param>
    public sealed record Directory(string Path) : BuildOutput
    {
        public override GrpcHandler Receiver => FileSendService.Into(Path);

        public override ExporterEntry ToExporter() => new("local");
    }

    /// <summary>The files of the last stage as a tar archive.</summary>
    /// <param name="Open">Opens the stream that is written to; it is disposed when the archive is complete.</param>
    public sealed record Archive(Func<CancellationToken, Task<Stream>> Open) : BuildOutput
    {
        public override GrpcHandler Receiver => FileSendService.Into(Open);

        public override ExporterEntry ToExporter() => new("tar");
    }
}

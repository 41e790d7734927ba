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
        public override ExporterEntry ToExporter() => new("moby", NameAttribute(Names));
    }

    /// <summary>The files of the last stage in a directory of this machine.</summary>
    /// <param name="Path">Absolute; made if need be. What is there already stays, unless something of the same name
    /// comes.
    /// Devices, pipes and sockets are left out.</param>
    /// <param name="Tally">Counts what is written.</param>
    public sealed record Directory(string Path, OutputTally? Tally = null) : BuildOutput
    {
        public override GrpcHandler Receiver => FileSendService.Into(Path, Tally);

        public override ExporterEntry ToExporter() => new("local");
    }

    /// <summary>The result as one archive.</summary>
    /// <param name="Open">Opens the stream that is written to; it is disposed when the archive is complete.</param>
    /// <param name="Type">
    /// <c>tar</c>: the files of the last stage; <c>docker</c>, <c>oci</c>: the image, with the containerd store only.
    /// </param>
    public sealed record Archive(Func<CancellationToken, Task<Stream>> Open, string Type = "tar") : BuildOutput
    {
        /// <summary>What errors call it.</summary>
        public string Target { get; init; } = "the archive";

        /// <summary>The names that the image has in the archive.</summary>
        public IReadOnlyList<string> Names { get; init; } = [];

        public override GrpcHandler Receiver => FileSendService.Into(Open, Target);

        public override ExporterEntry ToExporter() => new(Type, NameAttribute(Names));
    }

    /// <summary>The result as one archive that somebody reads while it comes.</summary>
    /// <param name="Type">Such as <c>docker</c>; as <see cref="Archive"/> has it.</param>
    /// <param name="Name">The name that the image has in the archive.</param>
    /// <param name="Read">Reads it to its end.</param>
    public sealed record Passed(string Type, string Name, GrpcHandler Read) : BuildOutput
    {
        public override GrpcHandler Receiver => Read;

        public override ExporterEntry ToExporter() => new(Type, NameAttribute([Name]));
    }

    static Dictionary<string, string> NameAttribute(IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : new() { ["name"] = string.Join(',', names) };
}

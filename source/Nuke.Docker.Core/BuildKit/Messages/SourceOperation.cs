using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>pb.Op</c> with a <c>SourceOp</c>: where files come from.</summary>
/// <param name="Identifier">Such as <c>docker-image://docker.io/library/alpine:latest</c>.</param>
/// <param name="Attributes">By name, such as <c>image.resolvemode</c>.</param>
/// <param name="Platform">Operating system, architecture and variant; <see langword="null"/> for BuildKit's
/// own.</param>
sealed record SourceOperation(
    string Identifier,
    IReadOnlyDictionary<string, string> Attributes,
    (string OperatingSystem, string Architecture, string? Variant)? Platform) : IWireMessage
{
    public void WriteTo(WireWriter writer)
    {
        writer.Message(3, new Source(Identifier, Attributes));
        if (Platform is var (system, architecture, variant))
            writer.Message(10, new PlatformFields(system, architecture, variant));
    }

    sealed record Source(string Identifier, IReadOnlyDictionary<string, string> Attributes) : IWireMessage
    {
        public void WriteTo(WireWriter writer)
        {
            writer.Text(1, Identifier);
            writer.Map(2, Attributes);
        }
    }

    sealed record PlatformFields(string OperatingSystem, string Architecture, string? Variant) : IWireMessage
    {
        public void WriteTo(WireWriter writer)
        {
            writer.Text(1, Architecture);
            writer.Text(2, OperatingSystem);
            writer.Text(3, Variant);
        }
    }
}

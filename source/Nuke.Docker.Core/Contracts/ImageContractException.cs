using Nuke.Docker.Engine;

namespace Nuke.Docker.Contracts;

/// <summary>An image is not what its contract says.</summary>
public sealed class ImageContractException : DockerException
{
    ImageContractException(string message, string image, IReadOnlyList<string> violations)
        : base(message, innerException: null) => (Image, Violations) = (image, violations);

    /// <summary>The image, as the contract calls it.</summary>
    public string Image { get; }

    /// <summary>Every expectation that is not fulfilled, with what is there instead.</summary>
    public IReadOnlyList<string> Violations { get; }

    internal static ImageContractException From(
        string image, int expectations, IReadOnlyList<string> violations) => new(
        violations.Count == 1
            ? $"Image '{image}' {violations[0]}"
            : string.Join('\n', [
                $"Image '{image}' breaks {violations.Count} of {expectations} expectations. It {violations[0]}",
                .. violations.Skip(1).Select(violation => "  It " + violation)]),
        image,
        violations);
}

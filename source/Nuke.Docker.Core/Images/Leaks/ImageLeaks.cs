using System.Text.Json;
using Nuke.Docker.Engine;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>Finds secrets in what an image tells whoever has it: its history, and its whole configuration.</summary>
/// <remarks>
/// Engine API: <c>GET /images/{name}/history</c> and <c>GET /images/{name}/json</c>. Files in layers are not read.
/// </remarks>
static class ImageLeaks
{
    const int MaximumShownLength = 120;

    /// <summary>Looks for secrets in one image.</summary>
    public static async Task<IReadOnlyList<ImageLeak>> FindAsync(
        DockerEngine engine, string image, KnownSecrets secrets, CancellationToken cancellationToken)
    {
        var leaks = new List<ImageLeak>();
        var history = await engine.ImageHistoryAsync(image, cancellationToken).ConfigureAwait(false);
        foreach (var (index, layer) in history.Reverse().Index())
            if (secrets.FindIn(layer.CreatedBy) is { } secret)
                Add($"layer {index + 1}/{history.Count} of its history", layer.CreatedBy, secret);
        using var details = await engine.ReadImageAsync(image, cancellationToken).ConfigureAwait(false);
        leaks.AddRange(FindIn(details.RootElement, image, "its configuration", secrets));
        return leaks;

        void Add(string place, string text, KnownSecret secret) =>
            leaks.Add(new ImageLeak(image, $"{place}, {Shown(text, secrets)}", secret));
    }

    /// <summary>Looks for secrets in a document.</summary>
    /// <param name="document">All of its texts, names included, are looked at.</param>
    /// <param name="image">What it belongs to.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="secrets">What is looked for.</param>
    public static IEnumerable<ImageLeak> FindIn(
        JsonElement document, string image, string name, KnownSecrets secrets)
    {
        foreach (var (path, text) in Texts(document, ""))
            if (secrets.FindIn(text) is { } secret)
                yield return new ImageLeak(image, $"{secrets.Redact(path)} of {name}, {Shown(text, secrets)}", secret);
    }

    /// <summary>All texts in some JSON, names included.</summary>
    static IEnumerable<(string Path, string Text)> Texts(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => [(path, element.GetString()!)],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Texts(item, path)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            Texts(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}").Prepend((path, member.Name))),
        _ => [],
    };

    static string Shown(string text, KnownSecrets secrets)
    {
        var shown = string.Join(' ', secrets.Redact(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return shown.Length > MaximumShownLength ? shown[..(MaximumShownLength - 1)] + "…" : shown;
    }
}

/// <summary>A secret that was found in an image.</summary>
/// <param name="Image">The image's ID.</param>
/// <param name="Place">Where; without the value.</param>
/// <param name="Secret">Which one.</param>
sealed record ImageLeak(string Image, string Place, KnownSecret Secret);

using System.Globalization;
using System.Text.Json.Nodes;

namespace Nuke.Docker.Machine;

/// <summary>Base images for an engine that may have no registry to pull from.</summary>
public static class BaseImages
{
    /// <summary>The label of an assembled image; its value is the list of packages.</summary>
    public const string AssembledLabel = "nuke.docker.assembled";

    /// <summary>The label that says by which recipe an image was assembled: one of another recipe is
    /// replaced.</summary>
    public const string RecipeLabel = "nuke.docker.recipe";

    static readonly TimeSpan _pullSilence = TimeSpan.FromSeconds(20);

    /// <summary>Makes images present: as they are, else pulled, else assembled from Debian packages.</summary>
    /// <param name="engine">Where the images are wanted.</param>
    /// <param name="names">References such as <c>golang</c> or <c>alpine:3.20</c>.</param>
    /// <param name="log">Takes one line for each image that was pulled or assembled.</param>
    /// <param name="cancellationToken">Ends pull and assembly.</param>
    /// <exception cref="MachineException">An image can neither be pulled nor assembled.</exception>
    public static async Task EnsureAsync(
        EngineClient engine, IEnumerable<string> names, Action<string> log, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            var state = await StateAsync(engine, name, cancellationToken);
            if (state is ImageState.Present)
                continue;
            var failure = state is ImageState.Outdated
                ? "it was assembled before"
                : await PullAsync(engine, name, cancellationToken);
            if (failure is null)
                log($"Pulled {name}");
            else
                await AssembleAsync(engine, name, failure, log, cancellationToken);
        }
    }

    /// <summary>Like <see cref="EnsureAsync"/> without a look at any registry: the same image at each run.</summary>
    public static async Task AssembleAsync(
        EngineClient engine, IEnumerable<string> names, Action<string> log, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (await StateAsync(engine, name, cancellationToken) is not ImageState.Present)
                await AssembleAsync(engine, name, "not asked for", log, cancellationToken);
        }
    }

    static async Task<ImageState> StateAsync(EngineClient engine, string name, CancellationToken cancellationToken)
    {
        using var response =
            await engine.SendAsync(HttpMethod.Get, $"images/{name}/json", content: null, cancellationToken);
        if (!response.IsSuccessStatusCode)
            return ImageState.Missing;
        var details = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return details?["Config"]?["Labels"] is not JsonObject labels || !labels.ContainsKey(AssembledLabel)
            || Find(name) is not { } image
            || $"{labels[RecipeLabel]}" == await BaseImageArchive.KeyAsync(image, cancellationToken)
            ? ImageState.Present
            : ImageState.Outdated;
    }

    static BaseImage? Find(string name)
    {
        var (repository, _) = Split(name);
        return BaseImage.All.FirstOrDefault(image => image.Repository == repository);
    }

    static async Task AssembleAsync(
        EngineClient engine, string name, string pullFailure, Action<string> log, CancellationToken cancellationToken)
    {
        var (repository, tag) = Split(name);
        var image = Find(name)
            ?? throw new MachineException(
                $"Image '{name}' cannot be pulled ({pullFailure}) and there is no recipe to assemble it. "
                + "Load or build it first.");
        if (!Distribution.IsDebian)
        {
            throw new MachineException(
                $"Image '{name}' cannot be pulled: {pullFailure}. Only on Debian or Ubuntu it can be assembled "
                + "instead; load it first.");
        }

        var archive = await BaseImageArchive.GetAsync(image, cancellationToken);
        var packages = string.Join(' ', archive.Packages);
        string[] changes =
        [
            "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            $"CMD [\"{image.Shell}\"]",
            $"LABEL {AssembledLabel}=\"{packages}\" {RecipeLabel}={archive.Key}",
            .. image.Changes,
        ];
        await using var tar = File.OpenRead(archive.Path);
        using var content = new StreamContent(tar);
        var route = $"images/create?fromSrc=-&repo={repository}&tag={tag}"
            + string.Concat(changes.Select(change => $"&changes={Uri.EscapeDataString(change)}"));
        if (await CreateAsync(engine, route, content, cancellationToken) is { } failure)
            throw new MachineException($"Image '{name}' could not be imported: {failure}");

        var size = (await engine.GetAsync($"images/{name}/json", cancellationToken))["Size"]!.GetValue<long>();
        var megabytes = (size / 1e6).ToString("0.#", CultureInfo.InvariantCulture);
        log($"Assembled {name} ({megabytes} MB) from Debian packages: {Shortened(image, archive)}");
    }

    /// <summary>Those that were asked for, and how many came with them.</summary>
    static string Shortened(BaseImage image, BaseImageArchive archive)
    {
        var named = archive.Packages.Where(package => image.Packages.Contains(package.Split('_')[0])).ToList();
        var others = archive.Packages.Count - named.Count;
        return string.Join(' ', named)
            + (others == 0 ? "" : $" and {others.ToString(CultureInfo.InvariantCulture)} more");
    }

    static Task<string?> PullAsync(EngineClient engine, string name, CancellationToken cancellationToken)
    {
        var (repository, tag) = Split(name);
        var route = $"images/create?fromImage={Uri.EscapeDataString(repository)}&tag={tag}";
        return CreateAsync(engine, route, content: null, cancellationToken);
    }

    /// <summary>Reads <c>POST /images/create</c> to its end; gives up when the engine is silent for too long.</summary>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    static async Task<string?> CreateAsync(
        EngineClient engine, string route, HttpContent? content, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            if (content is null)
                silence.CancelAfter(_pullSilence);
            using var response = await engine.SendAsync(HttpMethod.Post, route, content, silence.Token);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(silence.Token));
            while (await reader.ReadLineAsync(silence.Token) is { } line)
            {
                silence.CancelAfter(_pullSilence);
                var message = line.Length == 0 ? null : JsonNode.Parse(line);
                if ((message?["error"] ?? message?["message"]) is { } error)
                    return error.GetValue<string>();
            }

            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no progress for {_pullSilence.TotalSeconds:0} s";
        }
    }

    static (string Repository, string Tag) Split(string name)
    {
        var colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        return colon < 0 ? (name, "latest") : (name[..colon], name[(colon + 1)..]);
    }

    enum ImageState
    {
        Missing,
        Outdated,
        Present,
    }
}

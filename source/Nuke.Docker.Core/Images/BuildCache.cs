namespace Nuke.Docker.Images;

/// <summary>A place that steps are kept in for builds on other machines: a closed family.</summary>
/// <remarks>
/// Which engine can do what is told by the guide. What it cannot is refused before anything is built. A cache that
/// cannot be read, because it is not there yet, does not stop a build: it says so, and goes on without.
/// </remarks>
public abstract partial record BuildCache
{
    BuildCache()
    {
    }

    /// <summary>As the docker CLI writes it, such as <c>type=registry,ref=acme/shop:cache</c>.</summary>
    public sealed override string ToString() => string.Join(',', Attributes().Prepend($"type={Type}"));

    private protected abstract string Type { get; }

    /// <summary>The place of a stage beside that of the image, so that neither replaces the other's.</summary>
    internal abstract BuildCache OfStage(string stage);

    private protected abstract IEnumerable<string> Attributes();

    static string Text(BuildCacheMode mode) => mode is BuildCacheMode.Max ? "max" : "min";

    static IEnumerable<string> Written(BuildCacheMode mode, BuildCacheExport export) =>
    [
        .. mode is BuildCacheMode.Min ? Array.Empty<string>() : [$"mode={Text(mode)}"],
        .. export.Attributes().Select(attribute => $"{attribute.Key}={attribute.Value}"),
    ];

    /// <summary>Inside the image that is built: whoever pulls it has the cache of its last stage. It is written only;
    /// to read it, name the image.</summary>
    public sealed record Inline : BuildCache
    {
        private protected override string Type => "inline";

        internal override BuildCache OfStage(string stage) => this;

        private protected override IEnumerable<string> Attributes() => [];
    }

    /// <summary>In a registry. To read, it may also be an image that has its cache inside.</summary>
    /// <param name="Reference">The name that it is kept under; another one than that of the image.</param>
    /// <param name="Mode">How much is written.</param>
    public sealed record Registry(ImageReference Reference, BuildCacheMode Mode = BuildCacheMode.Min) : BuildCache
    {
        /// <summary>How it is written.</summary>
        public BuildCacheExport Export { get; init; } = BuildCacheExport.Default;

        private protected override string Type => "registry";

        internal override BuildCache OfStage(string stage) =>
            this with { Reference = Reference.WithTag($"{Reference.Tag ?? ImageReference.DefaultTag}-{stage}") };

        private protected override IEnumerable<string> Attributes() =>
            Written(Mode, Export).Prepend($"ref={Reference}");
    }

    /// <summary>In a directory of this machine, as an OCI image layout.</summary>
    /// <param name="Directory">Absolute; it is made if need be. What no build has used for a day, and nothing in it
    /// reaches any more, is removed when a build has written to it.</param>
    /// <param name="Mode">How much is written.</param>
    public sealed record Local(string Directory, BuildCacheMode Mode = BuildCacheMode.Min) : BuildCache
    {
        /// <summary>How it is written.</summary>
        public BuildCacheExport Export { get; init; } = BuildCacheExport.Default;

        private protected override string Type => "local";

        internal override BuildCache OfStage(string stage) => this with { Directory = $"{Directory}-{stage}" };

        private protected override IEnumerable<string> Attributes() =>
            Written(Mode, Export).Prepend($"dest={Directory}");
    }
}

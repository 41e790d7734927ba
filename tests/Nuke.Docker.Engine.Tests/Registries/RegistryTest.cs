using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Registries;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Registries;

/// <summary>A test that moves images between an engine and a registry. Nothing that it reports may contain a
/// password.</summary>
public abstract class RegistryTest(PrivateEngine fixture) : EngineTest(fixture)
{
    private protected const string Source = "--docker-registry-password";
    private protected const string Guess = "wrong-guess";

    private protected EngineEnvironment Environment => new(_ => null, Output.Path, isWindows: false);

    private protected RegistryCredentials Nobody => new(Environment);

    private protected string ConfigFile => Path.Combine(Output.Path, ".docker", "config.json");

    private protected RegistryCredentials User(string registry, string password = LoopbackRegistry.Password) =>
        new(Environment, RegistryCredential.Password(registry, LoopbackRegistry.UserName, password, Source));

    /// <summary>Gives <c>alpine</c> a name in a registry.</summary>
    private protected async Task<ImageReference> TagAsync(string registry, string tag = "1")
    {
        var image = ImageReference.Parse($"{registry}/{Name}/alpine:{tag}");
        await Docker.TagImageAsync("alpine", image.Repository, image.Tag!, Stop);
        return image;
    }

    private protected Task RemoveAsync(ImageReference image) =>
        Docker.RemoveImageAsync(image.ToString(), force: false, keepParents: false, Stop);

    private protected Task<IReadOnlyList<PushedImage>> PushAsync(
        RegistryCredentials credentials, params IEnumerable<ImageReference> images) =>
        ImagePush.RunAsync(
            Docker,
            ImagePushSettings.Default.SetImages(images).SetCredentials(credentials).SetRetry(_hasty),
            Events,
            Stop);

    private protected Task<PulledImage> PullAsync(RegistryCredentials credentials, ImageReference image) =>
        ImagePull.RunAsync(
            Docker,
            ImagePullSettings.Default.SetImage(image).SetCredentials(credentials).SetRetry(_hasty),
            Events,
            Stop);

    private protected async Task<string> PushFailureAsync(RegistryCredentials credentials, ImageReference image) =>
        Checked(await Assert.ThrowsAsync<ImagePushException>(() => PushAsync(credentials, image)));

    private protected async Task<string> PullFailureAsync(RegistryCredentials credentials, ImageReference image) =>
        Checked(await Assert.ThrowsAsync<ImagePullException>(() => PullAsync(credentials, image)));

    private protected static void AssertNoSecret(string text)
    {
        Assert.DoesNotContain(LoopbackRegistry.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Guess, text, StringComparison.Ordinal);
    }

    static readonly RetrySettings _hasty = RetrySettings.Default with { Attempts = 2, FirstDelay = TimeSpan.Zero };

    string Checked(Exception exception)
    {
        AssertNoSecret(exception.ToString());
        AssertNoSecret(string.Join('\n', Events.All));
        return exception.Message;
    }
}

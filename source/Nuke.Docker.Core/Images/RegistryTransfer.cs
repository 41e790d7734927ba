using System.Globalization;
using Nuke.Docker.Engine;
using Nuke.Docker.Images.Failures;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Progress;
using Nuke.Docker.Registries;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images;

/// <summary>One image on its way from or to a registry, as often as it has to be tried.</summary>
/// <param name="image">The image.</param>
/// <param name="verb"><c>pull</c> or <c>push</c>.</param>
/// <param name="credential">As whom.</param>
/// <param name="retry">How often.</param>
/// <param name="surroundings">The clock, and chance.</param>
/// <param name="reporter">Hears of layers and of retries.</param>
sealed class RegistryTransfer(
    ImageReference image,
    string verb,
    ResolvedCredential credential,
    RetrySettings retry,
    TransferSurroundings surroundings,
    IProgressReporter reporter)
{
    readonly KnownSecrets _secrets = new(CredentialSecrets.Of(credential.Registry, credential.Auth));

    /// <summary>Reads the messages of one attempt to its end, and of others if need be.</summary>
    /// <param name="attempt">Asks the engine.</param>
    /// <param name="read">Sees every message that is no progress of a layer.</param>
    /// <param name="translate">Makes the exception of a failure that is final.</param>
    /// <param name="cancellationToken">Ends the attempt, or the wait for the next one.</param>
    public async Task RunAsync(
        Func<IAsyncEnumerable<EngineMessage>> attempt,
        Action<EngineMessage> read,
        Func<RegistryRefusal, Exception, DockerException> translate,
        CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
            try
            {
                await foreach (var message in attempt().WithCancellation(cancellationToken).ConfigureAwait(false))
                    if (message is EngineMessage.Layer layer)
                        reporter.Report(
                            new ProgressEvent.Layer(layer.Id, layer.Text, layer.CurrentBytes, layer.TotalBytes));
                    else
                        read(message);
                return;
            }
            catch (EngineRequestException original)
            {
                var exception = CredentialSecrets.Hide(original, _secrets);
                var failure = RegistryFailures.Classify(exception, image);
                if (failure is not RegistryFailure.Temporary || number >= retry.Attempts)
                    throw translate(new RegistryRefusal(image, verb, failure, exception.Reason, credential), exception);
                await PauseAsync(number, exception, cancellationToken).ConfigureAwait(false);
            }
    }

    Task PauseAsync(int number, EngineRequestException exception, CancellationToken cancellationToken)
    {
        var delay = retry.DelayAfter(number, surroundings.Chance());
        var seconds = delay.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        reporter.Report(new ProgressEvent.Notice(
            $"Attempt {number} of {retry.Attempts} to {verb} '{image}' failed, the next one is in {seconds} s: "
            + exception.Reason.Trim().ReplaceLineEndings(" ")));
        return Task.Delay(delay, surroundings.Time, cancellationToken);
    }
}

using System.Globalization;
using Nuke.Docker.Containers;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Contracts;

/// <summary>Expects that a container answers HTTP requests.</summary>
sealed record AnswerExpectation(int Port, string Path, AnswerContract Answer) : ImageExpectation(
    string.Create(CultureInfo.InvariantCulture, $"answer GET {Path} at port {Port} with status {(int)Answer.Status}"))
{
    public override async Task<string?> CheckAsync(ImageUnderTest image, CancellationToken cancellationToken)
    {
        var settings = Answer.Settings(ContainerRunSettings.Default)
            .SetImageId(image.Details.Id)
            .PublishPort(Port)
            .WaitFor(new WaitStrategy.Http(Port, Path, (int)Answer.Status))
            .SetWaitTimeout(Answer.Timeout);
        try
        {
            var container = await ContainerRun
                .StartAsync(image.Engine, settings, image.Reporter, cancellationToken).ConfigureAwait(false);
            await using (container.ConfigureAwait(false))
                return Answer is { Body: null, Text: null }
                    ? null
                    : Compare(await BodyAsync(container.GetUri(Port, Path), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception
            is ContainerWaitException or EngineRequestException or TimeoutException or HttpRequestException)
        {
            // What happened, without the container's output: that has been reported line by line.
            return exception.Message.Split('\n')[0].TrimEnd('.');
        }
    }

    string? Compare(string body) => body switch
    {
        _ when Answer.Body is { } expected && body != expected =>
            $"the body is '{Excerpt(body)}' and not '{Excerpt(expected)}'",
        _ when Answer.Text is { } text && !body.Contains(text, StringComparison.Ordinal) =>
            $"the body '{Excerpt(body)}' does not contain '{text}'",
        _ => null,
    };

    static async Task<string> BodyAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var response = await client.GetAsync(uri, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    static string Excerpt(string text) => EngineAnswer.Excerpt(text);
}

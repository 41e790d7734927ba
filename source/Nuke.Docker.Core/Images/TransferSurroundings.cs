namespace Nuke.Docker.Images;

/// <summary>What a transfer takes from the world.</summary>
/// <param name="Time">Waits between attempts.</param>
/// <param name="Chance">At least 0, less than 1.</param>
sealed record TransferSurroundings(TimeProvider Time, Func<double> Chance)
{
    // No secret depends on it.
#pragma warning disable CA5394 // Do not use insecure randomness
    public static TransferSurroundings Real { get; } = new(TimeProvider.System, Random.Shared.NextDouble);
#pragma warning restore CA5394
}

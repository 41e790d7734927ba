namespace Nuke.Docker.Images;

/// <summary>What came of an <see cref="ImageLoad"/>.</summary>
/// <param name="Reference">The name that the archive gives the image; <see langword="null"/>: none.</param>
/// <param name="Id">Its ID, <c>sha256:</c> and 64 digits.</param>
public sealed record LoadedImage(ImageReference? Reference, string Id);

/** Whether a node is a layer, and still there. */
export const isSceneNode = (node: BaseNode | null): node is SceneNode =>
  node !== null && !node.removed && node.type !== 'PAGE' && node.type !== 'DOCUMENT';

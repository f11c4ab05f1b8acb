/** What a page needs for networks with periodic embeddings: TensorFlow.js, and their layer. */
import * as tf from "@tensorflow/tfjs";
import "perdura/learn/networks/periodic_embedding.ts";

Object.assign(globalThis, { tf });

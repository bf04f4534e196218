import { fold } from './fold.ts';

/**
 * Names in the notes that are ordinary words, or the name of something else, outside this field. Naming one of them
 * says less: the rest of the text has to fit. Any other name (a product, a term of the trade) speaks for itself.
 */
const ORDINARY = [
  'container, containers, コンテナ, container type, container technology, コンテナ技術, コンテナ化, containerization',
  'docker, kvm, xen, ゼン, 禅, xvm, kata, カタ, firecracker, ファイアクラッカー, 爆竹, workstation, fusion, clear containers',
  'namespace, namespaces, 名前空間, ネームスペース, capability, capabilities, ケーパビリティ',
  'snapshot, スナップショット, checkpoint, チェックポイント, restore point, 復元ポイント, disk image, ディスクイメージ',
  'overhead, オーバーヘッド, startup time, boot time, 起動時間, cold start, コールドスタート, processing speed, 処理速度',
  'sandbox, サンドボックス, rootless, host, ホスト, hosted, virtual environment, 仮想環境, type 1, type 2, タイプ1, タイプ2',
  'resource limits, リソース制限, virtual function, physical function, 仮想ファンクション, passthrough, パススルー',
  'enlightenment, pv, vf, svm, rvi, ept, npt, nested guest, cloud image, base image, image layer, image tag',
  'vdi, ova, ovf, vhd, nanos, venom, moby, osv, virtual disk, benchmark tool, ベンチマークツール, performance difference',
  'cri, oci, 性能差, 性能の違い, 性能低下, storage driver, ストレージドライバー, component model, コンポーネントモデル',
  'incus, workstation pro, launch time, boot speed, image format, post-copy, pre-copy, golden image, マスターイメージ',
].flatMap((line) => line.split(', '));

const FOLDED = new Set(ORDINARY.map(fold));

export const isOrdinary = (folded: string): boolean => FOLDED.has(folded) || folded.length <= 2;
